using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Brings a project to the state that a run shall have: commits and pushes what the user consented to, or nothing.</summary>
public sealed class GitSync(GitProgram git, WorkingTree workingTree)
{
    private readonly Committer _committer = new(git);
    private readonly Pusher _pusher = new(git);

    /// <summary>
    /// The revision to run. Called again after a crash it goes on where it was: what is committed is not committed twice, what
    /// is pushed is not pushed twice.
    /// </summary>
    /// <exception cref="RunnerException">An obstacle, a refused commit or push; nothing the user made is lost.</exception>
    public async Task<Revision> SyncAsync(Project project, SyncRequest request, CancellationToken cancellationToken)
    {
        var facts = await workingTree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var consented = Consented(facts, request);
        var sha =
            request.Mode == SyncMode.None || (facts.Status.Obstacle is not null && IsDone(facts, consented))
                ? await UnchangedAsync(project, facts, cancellationToken).ConfigureAwait(false)
                : await PushAsync(project, facts, consented, request, cancellationToken).ConfigureAwait(false);
        return await RevisionAsync(project, facts, sha, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last commit as a run would carry it, pushed or not: for a preview. Changes nothing.</summary>
    /// <exception cref="RunnerException">There is no commit yet.</exception>
    public async Task<Revision> HeadAsRevisionAsync(Project project, CancellationToken cancellationToken)
    {
        var facts = await workingTree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var sha = facts.Status.HeadSha ?? throw NoCommit();
        return await RevisionAsync(project, facts, sha, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Revision> RevisionAsync(
        Project project,
        WorkingTreeFacts facts,
        string sha,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Sha = sha,
            Branch = facts.Status.Branch,
            Subject = await workingTree.SubjectAsync(project, sha, cancellationToken).ConfigureAwait(false) ?? "",
            Transport = facts.Target?.Address.CloneUrl is null ? RevisionTransport.Bundle : RevisionTransport.Clone,
            CloneUrl = facts.Target?.Address.CloneUrl,
        };

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
        CancellationToken cancellationToken
    )
    {
        if (facts.Status.Obstacle is { } obstacle)
        {
            throw new RunnerException("Nothing was committed or pushed.", obstacle);
        }

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

    private static RunnerException NoCommit() =>
        new(
            "The repository has no commit yet: there is nothing to run.",
            "Commit your files, or let the run do it: tick “Commit and push” on the page, or give --sync push."
        );

    private static RunnerException NeverPushed(WorkingTreeStatus status) =>
        status.Branch is null
            ? new(
                $"The commit {status.HeadSha![..7]} was never pushed, and HEAD is detached.",
                "Make a branch of it with git switch -c <name>, then push it."
            )
            : new(
                $"The branch {status.Branch} was never pushed: the kernel cannot fetch it.",
                "Tick “Commit and push” on the page, or give --sync push."
            );
}
