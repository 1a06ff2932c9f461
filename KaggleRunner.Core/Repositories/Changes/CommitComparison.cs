namespace KaggleRunner.Core.Repositories.Changes;

/// <summary>A commit in a list.</summary>
public sealed record ComparedCommit(string Sha, string Subject, string Author, DateTimeOffset At)
{
    public string ShortSha => Sha.Length > 7 ? Sha[..7] : Sha;
}

/// <summary>How one commit differs from an earlier one.</summary>
/// <param name="Commits">What the new one has and the old one lacks, newest first; of very many the newest.</param>
/// <param name="CommitCount">How many that are.</param>
/// <param name="MissingCount">How many commits the old one has that the new one lacks: more than 0 on another branch.</param>
/// <param name="Files">The files that differ; of very many the first.</param>
/// <param name="FileCount">How many that are.</param>
public sealed record CommitComparison(
    IReadOnlyList<ComparedCommit> Commits,
    int CommitCount,
    int MissingCount,
    IReadOnlyList<ChangedFile> Files,
    int FileCount
);
