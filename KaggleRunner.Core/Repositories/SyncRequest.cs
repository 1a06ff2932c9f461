namespace KaggleRunner.Core.Repositories;

public enum SyncMode
{
    /// <summary>Commit what the user consented to and push the branch to its upstream.</summary>
    Push,

    /// <summary>Change nothing: run the commit that was pushed last (without a remote: the last commit).</summary>
    None,

    /// <summary>
    /// Push the working tree as it is, as a commit on a branch of the run's own (<c>kaggle-runner/…</c>); the user's branch, index and
    /// stash stay as they are.
    /// </summary>
    Snapshot,

    /// <summary>Push nothing: the working tree as it is travels inside the script.</summary>
    Bundle,
}

/// <summary>What the user consented to: the mode, the files as they were shown, and the message of the commit.</summary>
public sealed record SyncRequest
{
    public SyncMode Mode { get; init; } = SyncMode.None;

    /// <summary>The files to commit, relative to the root; others stay as they are. Empty: commit nothing, push only.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
    public string? CommitMessage { get; init; }

    /// <summary>Files that may be sent though the secret scan has something to say of them.</summary>
    public IReadOnlyList<string> AllowedSecrets { get; init; } = [];

    /// <summary>The run, as its snapshot is named; the run's step sets it.</summary>
    public string? Run { get; init; }

    /// <summary>True when the kernel will have no network, so that it cannot fetch anything; the run's step sets it.</summary>
    public bool IsOffline { get; init; }
}
