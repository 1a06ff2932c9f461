namespace KaggleRunner.Core.Kaggle;

/// <summary>What Kaggle says of a session; the first seven carry the protocol's own numbers.</summary>
public enum SessionState
{
    Queued = 0,
    Running = 1,
    Complete = 2,
    Error = 3,
    CancelRequested = 4,
    CancelAcknowledged = 5,
    NewScript = 6,

    /// <summary>A name that this client does not know.</summary>
    Unknown = 99,
}

/// <summary>The answer of GetKernelSessionStatus.</summary>
public sealed record SessionStatus(SessionState State, string? FailureMessage)
{
    public bool IsFinal => State is SessionState.Complete or SessionState.Error or SessionState.CancelAcknowledged;
}
