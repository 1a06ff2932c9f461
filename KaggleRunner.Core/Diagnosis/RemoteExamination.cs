using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>
/// The remote: whether it can be reached, and whether a push would be allowed. Dry: nothing is changed, no hook runs and
/// nobody is asked for a password.
/// </summary>
internal sealed class RemoteExamination(GitProgram git, ProjectLocator projects, WorkingTree tree) : IExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        if (scope.ProjectFolder is not { } folder)
        {
            return [];
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        try
        {
            var project = await projects.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
            var facts = await tree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
            return [await TryAsync(project, facts.Target, late.Token).ConfigureAwait(false)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return
            [
                new Finding(
                    "remote",
                    FindingKind.Problem,
                    $"The remote did not answer within {Patience.TotalSeconds:0} s.",
                    "Check the network connection, and git fetch in a terminal."
                ),
            ];
        }
        catch (RunnerException)
        {
            // Told of the repository already.
            return [];
        }
    }

    private async Task<Finding> TryAsync(Project project, PushTarget? target, CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return new Finding(
                "remote",
                FindingKind.Ok,
                "none: the commit travels inside the kernel's script, which takes up to 1 MB."
            );
        }

        if (target.Address.Refusal is { } refusal)
        {
            return new Finding(
                "remote",
                FindingKind.Problem,
                refusal,
                "Give it another address with git remote set-url."
            );
        }

        var reached = await AskAsync(
                project,
                ["ls-remote", "--quiet", "--heads", "--end-of-options", target.Remote],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!reached.Succeeded)
        {
            return new Finding(
                "remote",
                FindingKind.Problem,
                $"{target.Address.Display} cannot be read: {GitReason.Of(reached)}",
                $"Make this work in a terminal: git ls-remote {target.Remote}"
            );
        }

        var refspec = $"HEAD:refs/heads/{target.Branch ?? "kaggle-runner-trial"}";
        var pushed = await AskAsync(
                project,
                ["push", "--dry-run", "--no-verify", "--quiet", "--end-of-options", target.Remote, refspec],
                cancellationToken
            )
            .ConfigureAwait(false);
        return Judge(target, pushed);
    }

    private static Finding Judge(PushTarget target, GitResult pushed)
    {
        var reason = pushed.Succeeded ? "" : GitReason.Of(pushed);
        if (
            reason.Contains("non-fast-forward", StringComparison.Ordinal)
            || reason.Contains("fetch first", StringComparison.Ordinal)
        )
        {
            return new Finding(
                "remote",
                FindingKind.Warning,
                $"{target.Address.Display} answers, and holds commits that this branch lacks.",
                "Bring them together with git pull --rebase before a run that pushes."
            );
        }

        return pushed.Succeeded
            ? new Finding("remote", FindingKind.Ok, $"{target.Address.Display} answers and lets you push.")
            : new Finding(
                "remote",
                FindingKind.Warning,
                $"{target.Address.Display} can be read, but does not let you push: {reason}",
                $"Runs of pushed commits work (--sync none). To push from here, make this work in a terminal: git push --dry-run {target.Remote}"
            );
    }

    private Task<GitResult> AskAsync(
        Project project,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) =>
        git.RunAsync(
            new GitCommand(project.Root, arguments)
            {
                IsAskedFor = true,
                Configuration =
                [
                    new("core.hooksPath", "/dev/null"),
                    new("core.askPass", ""),
                    .. Environment.GetEnvironmentVariable("GIT_SSH_COMMAND") is null
                        ? new KeyValuePair<string, string>[] { new("core.sshCommand", "ssh -oBatchMode=yes") }
                        : [],
                ],
            },
            cancellationToken
        );
}
