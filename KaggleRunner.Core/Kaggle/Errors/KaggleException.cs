using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>What is known about a request to Kaggle that failed.</summary>
/// <param name="Operation">The method's name in Kaggle's protocol, for example <c>SaveKernel</c>.</param>
public sealed record KaggleFacts(string Operation)
{
    public KernelRef? Kernel { get; init; }
    public int? Version { get; init; }

    /// <summary>The HTTP status, or the code in the answer's body; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Kaggle's own words, shortened; null when it gave none.</summary>
    public string? Answer { get; init; }
}

/// <summary>A request to Kaggle, local or real, that failed.</summary>
public class KaggleException : RunnerException
{
    public KaggleException(string message, string? remedy, KaggleFacts facts, Exception? innerException = null)
        : base(message, remedy, innerException)
    {
        Facts = facts;
    }

    public KaggleFacts Facts { get; }
}
