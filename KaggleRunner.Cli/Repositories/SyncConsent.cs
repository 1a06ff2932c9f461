using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>
/// Makes sure that nothing is committed, pushed or sent, and no change left out, without the user's knowing: by the flags
/// given, else by asking; where nobody can be asked it refuses.
/// </summary>
internal sealed class SyncConsent(WorkingTree tree, SyncPreviewer previewer, CloneProbe probe, Screen screen)
{
    /// <param name="project">The project.</param>
    /// <param name="wish">What the options say.</param>
    /// <param name="internet">Whether the kernel will have a network.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="UsageException">
    /// Consent is needed and cannot be had, the tree is in no state for the mode, or what would be sent holds secrets.
    /// </exception>
    /// <exception cref="OperationCanceledException">The user chose to stop.</exception>
    public async Task<SyncRequest> GetAsync(
        Project project,
        SyncWish wish,
        bool internet,
        CancellationToken cancellationToken
    )
    {
        var status = await tree.InspectAsync(project, cancellationToken);
        if (wish.Mode is null && (status.IsDirty || status.IsUnpushed))
        {
            wish = await AskAsync(status, wish, internet, cancellationToken);
        }

        var request = Request(status, wish) with
        {
            AllowedSecrets = [.. wish.AllowedSecrets.Select(path => Relative(project, path))],
            IsOffline = !internet,
        };
        await RefuseSecretsAsync(project, status, request, cancellationToken);
        return request;
    }

    private static SyncRequest Request(WorkingTreeStatus status, SyncWish wish) =>
        wish.Mode switch
        {
            SyncMode.Push => Push(status, wish.Message),
            SyncMode.Snapshot when status.RemoteUrl is null => throw new UsageException(
                "There is no remote to push a snapshot to.",
                "Let the source travel inside the script: --sync bundle."
            ),
            SyncMode.Snapshot => new SyncRequest { Mode = SyncMode.Snapshot },
            SyncMode.Bundle => new SyncRequest { Mode = SyncMode.Bundle },
            _ => None(status),
        };

    private async Task<SyncWish> AskAsync(
        WorkingTreeStatus status,
        SyncWish wish,
        bool internet,
        CancellationToken cancellationToken
    )
    {
        if (!screen.CanAsk)
        {
            throw new UsageException(
                string.Join('\n', SyncDescription.Of(status).Prepend("The kernel would not see all of your work.")),
                SyncDescription.Flags(status)
            );
        }

        foreach (var line in SyncDescription.Of(status))
        {
            screen.Say(line);
        }

        var reach = await probe.LookAsync(status.CloneUrl, cancellationToken);
        var (proposed, why) = SyncProposal.For(status, reach, internet);
        screen.Say(TerminalText.Plain(why));
        var answer = await SyncQuestion.AskAsync(status, proposed, wish.Message, cancellationToken);
        return answer.Mode is null
            ? throw new UsageException("Nothing was done.")
            : wish with
            {
                Mode = answer.Mode,
                Message = answer.Message,
            };
    }

    private async Task RefuseSecretsAsync(
        Project project,
        WorkingTreeStatus status,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        var preview = await previewer.PreviewAsync(project, status, request, CloneReach.Unknown, cancellationToken);
        if (preview.Findings.Count > 0)
        {
            var findings = preview.Findings.Select(finding => $"  {TerminalText.Plain(finding.Sentence)}");
            var paths = preview.Findings.Select(finding => finding.Path).Distinct(StringComparer.Ordinal);
            throw new UsageException(
                string.Join(
                    '\n',
                    findings.Prepend("What would be sent looks as if it held secrets. Nothing was sent.")
                ),
                "Take them out or ignore the files with .gitignore. Where they are meant to be sent: "
                    + string.Join(' ', paths.Select(path => $"--allow-secret '{TerminalText.Plain(path)}'"))
            );
        }

        if (request.Mode != SyncMode.None)
        {
            screen.Say(SyncDescription.Sent(preview));
        }
    }

    // As git names it: the user may stand in a folder of the project, and may name it from the root as well.
    private static string Relative(Project project, string path)
    {
        var here = Path.GetRelativePath(project.Root, Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');
        return here.StartsWith("../", StringComparison.Ordinal) || !Path.Exists(Path.Combine(project.Root, here))
            ? path
            : here;
    }

    private static SyncRequest Push(WorkingTreeStatus status, string? message)
    {
        if (!status.IsDirty && !status.IsUnpushed)
        {
            return None(status);
        }

        return status.Obstacle is { } obstacle
            ? throw new UsageException(
                $"Nothing can be committed or pushed now: {obstacle}",
                "Mend that; or run the files as they are with --sync snapshot or bundle, or what is pushed already with --sync none."
            )
            : new SyncRequest
            {
                Mode = SyncMode.Push,
                Paths = [.. status.Changes.Select(change => change.Path)],
                CommitMessage = message,
            };
    }

    private static SyncRequest None(WorkingTreeStatus status) =>
        status switch
        {
            { HeadSha: null } => throw new UsageException(
                "The repository has no commit yet, so there is nothing to run.",
                "Commit your files, or let --sync push do it; --sync bundle runs them without a commit."
            ),
            { RemoteUrl: not null, PushedSha: null, Ahead: > 0 } => throw new UsageException(
                $"{TerminalText.Plain(status.Branch ?? "The last commit")} was never pushed, so the kernel cannot get it.",
                "Push it, or let --sync push do it; --sync snapshot and bundle run it without a push of the branch."
            ),
            _ => new SyncRequest { Mode = SyncMode.None },
        };
}
