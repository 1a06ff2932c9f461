namespace KaggleRunner.Core.Repositories;

public enum SyncMode
{
    /// <summary>Commit what the user consented to and push the branch to its upstream.</summary>
    Push,

    /// <summary>Change nothing: run the commit that was pushed last (without a remote: the last commit).</summary>
    None,
}

/// <summary>What the user consented to: the mode, the files as they were shown, and the message of the commit.</summary>
public sealed record SyncRequest
{
    public SyncMode Mode { get; init; } = SyncMode.None;

    /// <summary>The files to commit, relative to the root; others stay as they are. Empty: commit nothing, push only.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
    public string? CommitMessage { get; init; }
}
