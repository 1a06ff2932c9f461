namespace KaggleRunner.Core.Runs;

/// <summary>How a run ended.</summary>
public enum VerdictKind
{
    Passed,
    Failed,

    /// <summary>The target could not be judged: usage, collection, source or installation failed.</summary>
    Error,

    /// <summary>Kaggle, the network or the quota failed; says nothing about the code.</summary>
    Infrastructure,
    TimedOut,
    Cancelled,
}

/// <summary>A verdict with the sentence that explains it.</summary>
public sealed record Verdict(VerdictKind Kind, string Reason);
