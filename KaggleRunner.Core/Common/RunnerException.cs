namespace KaggleRunner.Core.Common;

/// <summary>An error that a user can act on: what happened and why, and in <see cref="Remedy"/> what to do next.</summary>
public class RunnerException : Exception
{
    public RunnerException(string message, string? remedy = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Remedy = remedy;
    }

    /// <summary>What the user can do about it: a sentence, often with a command; null when the message says it all.</summary>
    public string? Remedy { get; }

    /// <summary>Message and remedy as one text.</summary>
    public string Sentence =>
        Remedy is null ? Message
        : Message is [.., '.' or '!' or '?' or '…'] ? $"{Message} {Remedy}"
        : $"{Message}. {Remedy}";
}
