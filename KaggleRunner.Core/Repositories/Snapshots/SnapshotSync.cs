using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories.Outgoing;
using KaggleRunner.Core.Repositories.Secrets;

namespace KaggleRunner.Core.Repositories.Snapshots;

/// <summary>Makes a commit of the working tree as it is, for the kernel to fetch or for the script to carry.</summary>
internal sealed class SnapshotSync(GitProgram git, OutgoingContent content, SendingGate gate, SnapshotCleaner cleaner)
{
    private static readonly TimeSpan CleaningLimit = TimeSpan.FromSeconds(20);
    private readonly SnapshotBuilder _builder = new(git);
    private readonly SnapshotRefs _refs = new(git);
    private readonly Pusher _pusher = new(git);

    /// <summary>The commit and the branch of the remote that holds it: where nothing is changed, what is there already.</summary>
    public async Task<(string Sha, string? Branch)> PushAsync(
        Project project,
        WorkingTreeFacts facts,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        var target = TargetOf(facts);
        var @base = await content
            .BaseAsync(project, facts.Status.HeadSha, target.Remote, cancellationToken)
            .ConfigureAwait(false);
        if (!facts.Status.IsDirty && facts.Status.HeadSha is { } head && head == @base)
        {
            return (head, facts.Status.Branch);
        }

        // On what the remote has: commits that the user did not push stay unpushed.
        var sha = await MakeAsync(project, facts, request, @base, false, cancellationToken).ConfigureAwait(false);
        var branch = $"{SnapshotRefs.Branches}{request.Run ?? sha[..12]}";
        if (!await _pusher.TryPushNewAsync(project, sha, branch, target, cancellationToken).ConfigureAwait(false))
        {
            // Another machine has a run of this name.
            branch += $"-{sha[..7]}";
            if (!await _pusher.TryPushNewAsync(project, sha, branch, target, cancellationToken).ConfigureAwait(false))
            {
                throw new RunnerException(
                    $"The snapshot was not pushed: {target.Remote} has another branch named {branch}.",
                    "Run again, or let the source travel inside the script: bundle."
                );
            }
        }

        await _refs.NotePushedAsync(project, target.Remote, branch, sha, cancellationToken).ConfigureAwait(false);
        await CleanAsync(project, target.Remote, branch, cancellationToken).ConfigureAwait(false);
        return (sha, branch);
    }

    /// <summary>The commit for a script to carry, which nobody else sees.</summary>
    public async Task<(string Sha, string? Branch)> KeepAsync(
        Project project,
        WorkingTreeFacts facts,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        if (facts.Status is { IsDirty: false, UsesLfs: false, HeadSha: { } head })
        {
            return (head, facts.Status.Branch);
        }

        var sha = await MakeAsync(project, facts, request, facts.Status.HeadSha, true, cancellationToken)
            .ConfigureAwait(false);
        return (sha, facts.Status.Branch);
    }

    /// <summary>Pushes a snapshot again whose branch was cleaned up.</summary>
    public async Task RestoreAsync(
        Project project,
        WorkingTreeFacts facts,
        string sha,
        string branch,
        CancellationToken cancellationToken
    )
    {
        var target = TargetOf(facts);
        var pushed = await _refs.PushedAsync(project, target.Remote, cancellationToken).ConfigureAwait(false);
        if (pushed.Any(snapshot => snapshot.Branch == branch))
        {
            return;
        }

        if (await _pusher.TryPushNewAsync(project, sha, branch, target, cancellationToken).ConfigureAwait(false))
        {
            await _refs.NotePushedAsync(project, target.Remote, branch, sha, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PushTarget TargetOf(WorkingTreeFacts facts)
    {
        if (facts.Target is not { } target)
        {
            throw new RunnerException(
                "There is no remote to push a snapshot to.",
                "Let the source travel inside the script: choose bundle."
            );
        }

        return target.Address.Refusal is { } refusal
            ? throw new RunnerException(refusal, "Set another address with: git remote set-url")
            : target;
    }

    private async Task<string> MakeAsync(
        Project project,
        WorkingTreeFacts facts,
        SyncRequest request,
        string? parent,
        bool withLargeFiles,
        CancellationToken cancellationToken
    )
    {
        // A run that was interrupted goes on with the tree as it was when the user pressed Run.
        if (
            request.Run is { } run
            && await _refs.FindAsync(project, run, cancellationToken).ConfigureAwait(false) is { } made
        )
        {
            return made;
        }

        if (Obstacles.Conflicts(facts.Status) is { } conflicts)
        {
            throw new RunnerException("No snapshot was made.", conflicts);
        }

        if (facts.Status is { HeadSha: null, IsDirty: false })
        {
            throw new RunnerException("The repository holds no files yet: there is nothing to run.");
        }

        // Before anything is written into the repository, which keeps what it was given.
        await gate.CheckFilesAsync(project, facts.Status, request, request.Mode == SyncMode.Bundle, cancellationToken)
            .ConfigureAwait(false);
        var tree = await _builder
            .WriteTreeAsync(project, facts.Status.Changes, withLargeFiles, cancellationToken)
            .ConfigureAwait(false);
        await gate.CheckTreeAsync(project, facts.Status, tree, request, cancellationToken).ConfigureAwait(false);
        if (
            parent is not null
            && parent == facts.Status.HeadSha
            && tree == await TreeOfAsync(project, parent, cancellationToken).ConfigureAwait(false)
        )
        {
            return parent;
        }

        var sha = await _builder
            .CommitAsync(project, tree, parent, Message(facts.Status), cancellationToken)
            .ConfigureAwait(false);
        if (request.Run is { } name)
        {
            await _refs.KeepAsync(project, name, sha, cancellationToken).ConfigureAwait(false);
        }

        return sha;
    }

    private Task<string?> TreeOfAsync(Project project, string commit, CancellationToken cancellationToken) =>
        git.TryReadAsync(project.Root, ["rev-parse", "--verify", "--quiet", $"{commit}^{{tree}}"], cancellationToken);

    private static string Message(WorkingTreeStatus status) =>
        status.HeadSha is { } head
            ? $"Working tree of {status.Branch ?? "a detached head"} on {head[..7]}\n\nMade by Kaggle Runner for one run.\n"
            : "Working tree before the first commit\n\nMade by Kaggle Runner for one run.\n";

    // What cannot be cleaned up is no reason to hold up a run.
    private async Task CleanAsync(Project project, string remote, string inUse, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CleaningLimit);
        try
        {
            await cleaner.CleanAsync(project, remote, inUse, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Next time.
        }
        catch (GitException)
        {
            // Next time.
        }
    }
}
