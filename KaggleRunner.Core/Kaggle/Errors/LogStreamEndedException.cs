namespace KaggleRunner.Core.Kaggle;

/// <summary>The log stream ended without <c>END_OF_LOG</c>: no sign that the session has ended; ask for its status.</summary>
public sealed class LogStreamEndedException : KaggleException
{
    public LogStreamEndedException(
        string message,
        KaggleFacts facts,
        bool wasIdle = false,
        Exception? innerException = null
    )
        : base(message, remedy: null, facts, innerException)
    {
        WasIdle = wasIdle;
    }

    /// <summary>True when nothing came for longer than the idle timeout, false when the connection ended.</summary>
    public bool WasIdle { get; }
}
