namespace KaggleRunner.Core.Repositories.Reach;

/// <summary>Proposes how a working tree had best get to a kernel.</summary>
public static class SyncProposal
{
    /// <summary>The fitting mode, and why, in a sentence.</summary>
    /// <param name="status">What was seen of the working tree.</param>
    /// <param name="reach">Whether a kernel can clone.</param>
    /// <param name="internet">Whether the kernel will have a network.</param>
    public static (SyncMode Mode, string Why) For(WorkingTreeStatus status, CloneReach reach, bool internet)
    {
        var inside = Inside(status, reach, internet);
        var isSettled = status is { IsDirty: false, IsUnpushed: false, HeadSha: not null };
        return inside is not null ? (isSettled ? SyncMode.None : SyncMode.Bundle, inside)
            : isSettled ? (SyncMode.None, "Nothing has changed since the last push.")
            : status.Obstacle is { } obstacle ? (Elsewhere(status), obstacle)
            : (SyncMode.Push, "What you see becomes a commit on your branch, and that commit runs.");
    }

    // An obstacle to a push is none to a snapshot, unless files hold the marks of conflicts.
    private static SyncMode Elsewhere(WorkingTreeStatus status) =>
        status.Changes.Any(change => change.Kind == ChangeKind.Conflicted)
            ? status.PushedSha is null
                ? SyncMode.Push
                : SyncMode.None
            : SyncMode.Snapshot;

    private static string? Inside(WorkingTreeStatus status, CloneReach reach, bool internet) =>
        status.RemoteUrl is null ? "There is no remote: the source travels inside the script."
        : !internet ? "The kernel has no network: the source travels inside the script."
        : reach switch
        {
            CloneReach.None => "A kernel cannot clone from this remote: the source travels inside the script.",
            CloneReach.Private => "The repository is private: the source travels inside the script.",
            CloneReach.NoAnswer =>
                "The remote gives no answer to a clone without credentials: the source travels inside the script.",
            _ => null,
        };
}
