namespace KaggleRunner.Core.Repositories;

public enum ChangeKind
{
    Modified,
    Added,
    Deleted,
    Renamed,
    Untracked,
    Conflicted,
}

/// <summary>A file that differs from the last commit; the path is relative to the project's root.</summary>
public sealed record ChangedFile(string Path, ChangeKind Kind)
{
    /// <summary>Where a renamed file was before; null for all others.</summary>
    public string? Origin { get; init; }
}

/// <summary>The state of a working tree before anything happens: all that a user must see to consent to a sync.</summary>
public sealed record WorkingTreeStatus
{
    /// <summary>The branch's name; null when HEAD is detached.</summary>
    public string? Branch { get; init; }

    /// <summary>The last commit; null in a repository without one.</summary>
    public string? HeadSha { get; init; }
    public string? HeadSubject { get; init; }

    /// <summary>The upstream branch, for example <c>origin/main</c>; null when none is set.</summary>
    public string? Upstream { get; init; }

    /// <summary>The commit that the remote is known to hold for this branch; null when the branch was never pushed.</summary>
    public string? PushedSha { get; init; }

    /// <summary>The remote's address, without credentials; null when there is no remote.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>The remote's name; null when there is no remote.</summary>
    public string? Remote { get; init; }

    /// <summary>The http(s) address that a kernel would clone from, without credentials; null when there is none.</summary>
    public string? CloneUrl { get; init; }

    /// <summary>Commits that the upstream lacks (all of the branch when it was never pushed).</summary>
    public int Ahead { get; init; }

    /// <summary>Commits of the upstream that this branch lacks.</summary>
    public int Behind { get; init; }
    public IReadOnlyList<ChangedFile> Changes { get; init; } = [];

    /// <summary>Why nothing can be committed or pushed now (conflict, rebase, detached head, diverged), in words; else null.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Folders that are repositories of their own: git keeps none of their files here.</summary>
    public IReadOnlyList<string> EmbeddedRepositories { get; init; } = [];

    /// <summary>True when files are kept with Git LFS: a commit holds only where they are.</summary>
    public bool UsesLfs { get; init; }

    public bool IsDirty => Changes.Count > 0;

    /// <summary>True when a push would send commits (with a remote only).</summary>
    public bool IsUnpushed => RemoteUrl is not null && Ahead > 0;
}
