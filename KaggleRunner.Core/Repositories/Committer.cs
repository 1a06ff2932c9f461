using System.Text;

namespace KaggleRunner.Core.Repositories;

/// <summary>Commits some files and leaves all others, and the rest of the index, as they were.</summary>
internal sealed class Committer(GitProgram git)
{
    private const string DefaultMessage = "Run on Kaggle";

    private static readonly string[] NothingToDo =
    [
        "nothing to commit",
        "nothing added to commit",
        "no changes added to commit",
    ];

    /// <summary>Makes the commit; false when git found nothing to commit. Hooks and filters run as git would run them.</summary>
    public async Task<bool> CommitAsync(
        Project project,
        IReadOnlyList<StatusEntry> entries,
        string? message,
        CancellationToken cancellationToken
    )
    {
        var untracked = entries.Where(entry => entry.Kind == ChangeKind.Untracked).Select(entry => entry.Path).ToList();
        var paths = entries.SelectMany(entry =>
            entry.Origin is null ? [entry.Path] : new[] { entry.Path, entry.Origin }
        );
        await AnnounceAsync(project, untracked, cancellationToken).ConfigureAwait(false);
        var committed = false;
        try
        {
            var text = string.IsNullOrWhiteSpace(message) ? DefaultMessage : message;
            var command = Command(project, ["commit", "--quiet", $"--message={text}", "--only"], paths);
            var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
            committed = result.Succeeded;
            return committed || (IsNothing(result) ? false : throw Explain(command, result));
        }
        finally
        {
            if (!committed)
            {
                await WithdrawAsync(project, untracked).ConfigureAwait(false);
            }
        }
    }

    // `commit --only` knows tracked files alone; an intent to add makes the new ones known without staging their content.
    private async Task AnnounceAsync(Project project, List<string> untracked, CancellationToken cancellationToken)
    {
        if (untracked.Count > 0)
        {
            var command = Command(project, ["add", "--intent-to-add"], untracked);
            var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw GitReason.Exception(command, result);
            }
        }
    }

    // Also after a cancellation: the index shall be as it was.
    private async Task WithdrawAsync(Project project, List<string> untracked)
    {
        if (untracked.Count > 0)
        {
            string[] arguments = ["rm", "--cached", "--quiet", "--force", "--ignore-unmatch"];
            await git.RunAsync(Command(project, arguments, untracked), CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Through standard input: there may be more paths than an argument list holds. Literal: a name may look like a pattern.
    private static GitCommand Command(Project project, string[] arguments, IEnumerable<string> paths) =>
        new(project.Root, [.. arguments, "--pathspec-from-file=-", "--pathspec-file-nul"])
        {
            IsAskedFor = true,
            Input = Encoding.UTF8.GetBytes(
                string.Join('\0', paths.Select(path => $":(top,literal){path}").Append(RepositoryLayout.WithoutResults))
            ),
        };

    private static bool IsNothing(GitResult result) =>
        NothingToDo.Any(words => result.Text.Contains(words, StringComparison.Ordinal));

    private static GitException Explain(GitCommand command, GitResult result)
    {
        var failure = GitReason.Exception(command, result);
        var isNameless =
            result.Error.Contains("identity unknown", StringComparison.Ordinal)
            || result.Error.Contains("tell me who you are", StringComparison.Ordinal)
            || result.Error.Contains("empty ident name", StringComparison.Ordinal);
        return isNameless
            ? new GitException(
                "Git does not know whom to name as the author; nothing was committed.",
                "Tell it: git config --global user.name \"Your Name\", and user.email likewise.",
                failure.Command,
                failure.ExitCode,
                failure.Reason
            )
            : new GitException(
                $"Nothing was committed: git commit, or one of the repository's hooks, refused. {failure.Reason}",
                "Your files are as they were. Mend what the message says and run again.",
                failure.Command,
                failure.ExitCode,
                failure.Reason
            );
    }
}
