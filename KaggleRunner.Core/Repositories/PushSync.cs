using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories.Secrets;

namespace KaggleRunner.Core.Repositories;

/// <summary>Commits and pushes what the user consented to, or names the commit that was pushed last.</summary>
internal sealed class PushSync(GitProgram git, WorkingTree workingTree, SendingGate gate)
{
    private readonly Committer _committer = new(git);
    private readonly Pusher _pusher = new(git);

    /// <summary>The commit to run.</summary>
    public async Task<string> SyncAsync(
        Project project,
        WorkingTreeFacts facts,
        SyncRequest request,
        RevisionTransport transport,
        CancellationToken cancellationToken
    )
    {
        var consented = Consented(facts, request);
        return request.Mode == SyncMode.None || (facts.Status.Obstacle is not null && IsDone(facts, consented))
            ? await UnchangedAsync(project, facts, cancellationToken).ConfigureAwait(false)
            : await PushAsync(project, facts, consented, request, transport, cancellationToken).ConfigureAwait(false);
    }

    public static RunnerException NoCommit() =>
        new(
            "The repository has no commit yet: there is nothing to run.",
            "Commit your files, or let the run take them as they are: choose another mode on the page, or give --sync bundle."
        );

    private static IReadOnlyList<StatusEntry> Consented(WorkingTreeFacts facts, SyncRequest request)
    {
        var paths = request.Paths.ToHashSet(StringComparer.Ordinal);
        return request.Mode == SyncMode.None ? [] : [.. facts.Entries.Where(entry => paths.Contains(entry.Path))];
    }

    // An obstacle matters only to one who has something to commit or push.
    private static bool IsDone(WorkingTreeFacts facts, IReadOnlyList<StatusEntry> consented) =>
        consented.Count == 0 && facts.Status is { Ahead: 0, HeadSha: not null };

    private async Task<string> PushAsync(
        Project project,
        WorkingTreeFacts facts,
        IReadOnlyList<StatusEntry> consented,
        SyncRequest request,
        RevisionTransport transport,
        CancellationToken cancellationToken
    )
    {
        if (facts.Status.Obstacle is { } obstacle)
        {
            throw new RunnerException("Nothing was committed or pushed.", obstacle);
        }

        var travelsInside = transport == RevisionTransport.Bundle;
        await gate.CheckFilesAsync(project, facts.Status, request, travelsInside, cancellationToken)
            .ConfigureAwait(false);
        var committed = false;
        if (consented.Count > 0)
        {
            committed = await _committer
                .CommitAsync(project, consented, request.CommitMessage, cancellationToken)
                .ConfigureAwait(false);
        }

        var sha = committed ? await HeadAsync(project, cancellationToken).ConfigureAwait(false) : facts.Status.HeadSha;
        if (sha is null)
        {
            throw NoCommit();
        }

        var isThere =
            string.Equals(facts.Status.PushedSha, sha, StringComparison.Ordinal)
            && facts.Target is { IsConfigured: true };
        if (facts.Target is { } target && !isThere)
        {
            await gate.CheckCommitsAsync(project, sha, target.Remote, request, cancellationToken).ConfigureAwait(false);
            await _pusher
                .PushAsync(project, facts.Status.Branch!, target, sha, cancellationToken)
                .ConfigureAwait(false);
        }

        return sha;
    }

    private async Task<string> UnchangedAsync(
        Project project,
        WorkingTreeFacts facts,
        CancellationToken cancellationToken
    )
    {
        if (facts.Status.HeadSha is not { } head)
        {
            throw NoCommit();
        }

        if (facts.Target is null)
        {
            return head;
        }

        if (facts.Target.Address is { Refusal: { } refusal })
        {
            throw new RunnerException(refusal, "Set another address with: git remote set-url");
        }

        if (facts.Status.PushedSha is { } pushed)
        {
            return pushed;
        }

        return await workingTree.IsOnRemoteAsync(project, head, cancellationToken).ConfigureAwait(false)
            ? head
            : throw NeverPushed(facts.Status);
    }

    private Task<string> HeadAsync(Project project, CancellationToken cancellationToken) =>
        git.ReadAsync(project.Root, ["rev-parse", "--verify", "HEAD^{commit}"], cancellationToken);

    private static RunnerException NeverPushed(WorkingTreeStatus status) =>
        status.Branch is null
            ? new(
                $"The commit {status.HeadSha![..7]} was never pushed, and HEAD is detached.",
                "Run it as a snapshot or a bundle; or make a branch of it with git switch -c <name>, then push it."
            )
            : new(
                $"The branch {status.Branch} was never pushed: the kernel cannot fetch it.",
                "Tick “Commit and push” on the page, or give --sync push; or run it as a snapshot or a bundle."
            );
}
