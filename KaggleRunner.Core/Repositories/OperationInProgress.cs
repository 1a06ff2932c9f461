namespace KaggleRunner.Core.Repositories;

/// <summary>Finds the merge, rebase or the like that a user has begun and not ended.</summary>
internal sealed class OperationInProgress(GitProgram git)
{
    private static readonly (string File, string Words)[] Marks =
    [
        (
            "rebase-merge",
            "A rebase is in progress. End it with git rebase --continue, or give it up with git rebase --abort."
        ),
        (
            "rebase-apply",
            "A rebase is in progress. End it with git rebase --continue, or give it up with git rebase --abort."
        ),
        ("MERGE_HEAD", "A merge is in progress. End it with git commit, or give it up with git merge --abort."),
        (
            "CHERRY_PICK_HEAD",
            "A cherry-pick is in progress. End it with git cherry-pick --continue, or give it up with git cherry-pick --abort."
        ),
        (
            "REVERT_HEAD",
            "A revert is in progress. End it with git revert --continue, or give it up with git revert --abort."
        ),
        ("BISECT_LOG", "A bisection is in progress. End it with git bisect reset."),
    ];

    /// <summary>A sentence on what is in progress and how to end it; null when nothing is.</summary>
    public async Task<string?> FindAsync(Project project, CancellationToken cancellationToken)
    {
        var arguments = Marks.SelectMany(mark => new[] { "--git-path", mark.File });
        var text = await git.ReadAsync(project.Root, ["rev-parse", .. arguments], cancellationToken)
            .ConfigureAwait(false);
        return text.Split('\n')
            .Zip(Marks)
            .Where(pair => Path.Exists(Path.Combine(project.Root, pair.First)))
            .Select(pair => pair.Second.Words)
            .FirstOrDefault();
    }
}
