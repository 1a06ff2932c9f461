namespace KaggleRunner.Core.Repositories;

/// <summary>Pushes a commit to where it belongs; never by force.</summary>
internal sealed class Pusher(GitProgram git)
{
    private static readonly string[] NoAccess =
    [
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "terminal prompts disabled",
        "Permission denied",
        "Host key verification failed",
        "returned error: 401",
        "returned error: 403",
    ];

    private static readonly string[] NotForward = ["fetch first", "non-fast-forward", "already exists"];

    /// <summary>Pushes; the first push of a branch creates it on the remote and makes it the upstream.</summary>
    public async Task PushAsync(
        Project project,
        string branch,
        PushTarget target,
        string sha,
        CancellationToken cancellationToken
    )
    {
        string[] upstream = target.IsConfigured ? [] : ["--set-upstream"];
        var refspec = $"refs/heads/{branch}:refs/heads/{target.Branch}";
        var (command, result) = await RunAsync(project, upstream, target.Remote, refspec, cancellationToken)
            .ConfigureAwait(false);
        if (!result.Succeeded)
        {
            var failure = GitReason.Exception(command, result);
            var (what, remedy) = Explain(failure.Reason, branch, target);
            throw new GitException(
                $"The push of {branch} failed; the commit {sha[..7]} is safe in your repository. {what}",
                remedy,
                failure.Command,
                failure.ExitCode,
                failure.Reason
            );
        }
    }

    /// <summary>Pushes a commit that is on no branch here to a new branch there; false when that name is another's.</summary>
    public async Task<bool> TryPushNewAsync(
        Project project,
        string sha,
        string branch,
        PushTarget target,
        CancellationToken cancellationToken
    )
    {
        var refspec = $"{sha}:refs/heads/{branch}";
        var (command, result) = await RunAsync(project, [], target.Remote, refspec, cancellationToken)
            .ConfigureAwait(false);
        if (result.Succeeded)
        {
            return true;
        }

        var failure = GitReason.Exception(command, result);
        if (NotForward.Any(words => failure.Reason.Contains(words, StringComparison.Ordinal)))
        {
            return false;
        }

        var (what, remedy) = Explain(failure.Reason, target.Branch ?? "HEAD", target);
        throw new GitException(
            $"The snapshot could not be pushed; your files, index and branches are as they were. {what}",
            $"{remedy} Or let the source travel inside the script: bundle.",
            failure.Command,
            failure.ExitCode,
            failure.Reason
        );
    }

    private async Task<(GitCommand Command, GitResult Result)> RunAsync(
        Project project,
        IReadOnlyList<string> options,
        string remote,
        string refspec,
        CancellationToken cancellationToken
    )
    {
        var command = new GitCommand(project.Root, ["push", "--quiet", .. options, "--end-of-options", remote, refspec])
        {
            IsAskedFor = true,
            Configuration = await SshSettings.ForAsync(git, project, cancellationToken).ConfigureAwait(false),
        };
        return (command, await git.RunAsync(command, cancellationToken).ConfigureAwait(false));
    }

    private static (string What, string Remedy) Explain(string reason, string branch, PushTarget target) =>
        NoAccess.Any(words => reason.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? (
                $"{target.Address.Display} did not accept your credentials, or git has none for it: {reason}",
                $"Make this work in a terminal, then run again: git push {target.Remote} {branch}."
            )
        : NotForward.Any(words => reason.Contains(words, StringComparison.Ordinal))
            ? (
                $"{target.Remote}/{target.Branch} holds commits that {branch} lacks.",
                "Bring them together with git pull --rebase, then run again."
            )
        : ($"{target.Remote} refused: {reason}", "Mend what the message says and run again.");
}
