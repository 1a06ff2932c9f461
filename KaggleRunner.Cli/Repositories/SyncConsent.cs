using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>
/// Makes sure that nothing is committed or pushed, and no change left out, without the user's knowing: by the flags
/// given, else by asking; where nobody can be asked it refuses.
/// </summary>
internal sealed class SyncConsent(WorkingTree tree, Screen screen)
{
    /// <exception cref="UsageException">Consent is needed and cannot be had, or the tree is in no state to be pushed.</exception>
    /// <exception cref="OperationCanceledException">The user chose to stop.</exception>
    public async Task<SyncRequest> GetAsync(
        Project project,
        SyncMode? asked,
        string? message,
        CancellationToken cancellationToken
    )
    {
        var status = await tree.InspectAsync(project, cancellationToken);
        switch (asked)
        {
            case SyncMode.Push:
                return Push(status, message);
            case null when status.IsDirty || status.IsUnpushed:
                return await AskAsync(status, message, cancellationToken);
            default:
                return None(status);
        }
    }

    private async Task<SyncRequest> AskAsync(
        WorkingTreeStatus status,
        string? message,
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

        var answer = await SyncQuestion.AskAsync(status, message, cancellationToken);
        return answer.Mode switch
        {
            SyncMode.Push => Push(status, answer.Message),
            SyncMode.None => None(status),
            _ => throw new UsageException("Nothing was done."),
        };
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
                "Mend that, or run what is pushed already with --sync none."
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
                "Commit your files, or let --sync push do it."
            ),
            { RemoteUrl: not null, PushedSha: null, Ahead: > 0 } => throw new UsageException(
                $"{TerminalText.Plain(status.Branch ?? "The last commit")} was never pushed, so the kernel cannot get it.",
                "Push it, or let --sync push do it."
            ),
            _ => new SyncRequest { Mode = SyncMode.None },
        };
}
