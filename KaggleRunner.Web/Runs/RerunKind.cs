namespace KaggleRunner.Web.Runs;

/// <summary>What a run is repeated with.</summary>
public enum RerunKind
{
    /// <summary>The same commit and settings.</summary>
    SameCommit,

    /// <summary>The same settings, the code as it is now.</summary>
    CurrentCode,

    /// <summary>The tests that failed, of the same commit.</summary>
    FailedOnly,

    /// <summary>Whatever the user makes of its settings.</summary>
    Edited,
}
