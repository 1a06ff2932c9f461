using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Pushes a branch to where it belongs; never by force.</summary>
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
        var command = new GitCommand(
            project.Root,
            ["push", "--quiet", .. upstream, "--end-of-options", target.Remote, refspec]
        )
        {
            IsAskedFor = true,
            Configuration = await SshAsync(project, cancellationToken).ConfigureAwait(false),
        };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Explain(GitReason.Exception(command, result), branch, target, sha);
        }
    }

    // Ssh would wait for an answer that nobody gives; a command that the user chose stays as it is.
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> SshAsync(
        Project project,
        CancellationToken cancellationToken
    )
    {
        var chosen =
            Environment.GetEnvironmentVariable("GIT_SSH_COMMAND")
            ?? Environment.GetEnvironmentVariable("GIT_SSH")
            ?? await git.TryReadAsync(project.Root, ["config", "--get", "core.sshCommand"], cancellationToken)
                .ConfigureAwait(false);
        return chosen is null ? [new("core.sshCommand", "ssh -oBatchMode=yes")] : [];
    }

    private static GitException Explain(GitException failure, string branch, PushTarget target, string sha)
    {
        var reason = failure.Reason;
        var (what, remedy) =
            NoAccess.Any(words => reason.Contains(words, StringComparison.OrdinalIgnoreCase))
                ? (
                    $"{target.Address.Display} did not accept your credentials, or git has none for it: {reason}",
                    $"Make this work in a terminal, then run again: git push {target.Remote} {branch}"
                )
            : reason.Contains("fetch first", StringComparison.Ordinal)
            || reason.Contains("non-fast-forward", StringComparison.Ordinal)
                ? (
                    $"{target.Remote}/{target.Branch} holds commits that {branch} lacks.",
                    "Bring them together with git pull --rebase, then run again."
                )
            : ($"{target.Remote} refused: {reason}", "Mend what the message says and run again.");
        return new(
            $"The push of {branch} failed; the commit {sha[..7]} is safe in your repository. {what}",
            remedy,
            failure.Command,
            failure.ExitCode,
            reason
        );
    }
}
