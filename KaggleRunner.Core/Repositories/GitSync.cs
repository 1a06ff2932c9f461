using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories.Outgoing;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;
using KaggleRunner.Core.Repositories.Snapshots;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Repositories;

/// <summary>Brings a project to the state that a run shall have, as far as the user consented to, or says why not.</summary>
public sealed class GitSync
{
    private readonly WorkingTree _workingTree;
    private readonly CloneProbe _probe;
    private readonly PushSync _push;
    private readonly SnapshotSync _snapshots;
    private readonly SendingGate _gate;

    public GitSync(
        GitProgram git,
        WorkingTree workingTree,
        CloneProbe probe,
        TimeProvider time,
        ILogger<GitSync> logger
    )
    {
        _workingTree = workingTree;
        _probe = probe;
        var content = new OutgoingContent(git);
        _gate = new(content, new OutgoingPlanner(content), new SecretCheck(git));
        _push = new(git, workingTree, _gate);
        _snapshots = new(git, content, _gate, new SnapshotCleaner(git, time, logger));
    }

    /// <summary>
    /// The revision to run. Called again after a crash it goes on where it was: what is committed is not committed twice, what
    /// is pushed is not pushed twice.
    /// </summary>
    /// <exception cref="SecretsFoundException">What would be sent holds secrets that nobody allowed; nothing was sent.</exception>
    /// <exception cref="RunnerException">An obstacle, a refused commit or push; nothing the user made is lost.</exception>
    public async Task<Revision> SyncAsync(Project project, SyncRequest request, CancellationToken cancellationToken)
    {
        var facts = await _workingTree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var reach = await ReachAsync(facts, request, cancellationToken).ConfigureAwait(false);
        var transport = SyncPreviewer.TravelsInside(facts.Status, request, reach)
            ? RevisionTransport.Bundle
            : RevisionTransport.Clone;
        var (sha, branch) = request.Mode switch
        {
            SyncMode.Snapshot => await _snapshots
                .PushAsync(project, facts, request, cancellationToken)
                .ConfigureAwait(false),
            SyncMode.Bundle => await _snapshots
                .KeepAsync(project, facts, request, cancellationToken)
                .ConfigureAwait(false),
            _ => (
                await _push.SyncAsync(project, facts, request, transport, cancellationToken).ConfigureAwait(false),
                facts.Status.Branch
            ),
        };
        if (transport == RevisionTransport.Bundle)
        {
            await _gate.CheckTreeAsync(project, facts.Status, sha, request, cancellationToken).ConfigureAwait(false);
        }

        return await RevisionAsync(project, facts, sha, branch, transport, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that a revision of an earlier run can still be fetched: its snapshot's branch may have been cleaned up.</summary>
    /// <exception cref="RunnerException">The push was refused.</exception>
    public async Task RestoreAsync(Project project, Revision revision, CancellationToken cancellationToken)
    {
        if (
            revision is { Transport: RevisionTransport.Clone, Branch: { } branch }
            && branch.StartsWith(SnapshotRefs.Branches, StringComparison.Ordinal)
        )
        {
            var facts = await _workingTree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
            await _snapshots
                .RestoreAsync(project, facts, revision.Sha, branch, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The last commit as a run would carry it, pushed or not: for a preview. Changes nothing.</summary>
    /// <exception cref="RunnerException">There is no commit yet.</exception>
    public async Task<Revision> HeadAsRevisionAsync(Project project, CancellationToken cancellationToken)
    {
        var facts = await _workingTree.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var sha = facts.Status.HeadSha ?? throw PushSync.NoCommit();
        var transport = facts.Status.CloneUrl is null ? RevisionTransport.Bundle : RevisionTransport.Clone;
        return await RevisionAsync(project, facts, sha, facts.Status.Branch, transport, cancellationToken)
            .ConfigureAwait(false);
    }

    // Asked only where the answer matters.
    private Task<CloneReach> ReachAsync(
        WorkingTreeFacts facts,
        SyncRequest request,
        CancellationToken cancellationToken
    ) =>
        SyncPreviewer.TravelsInside(facts.Status, request, CloneReach.Unknown)
            ? Task.FromResult(CloneReach.Unknown)
            : _probe.LookAsync(facts.Status.CloneUrl, cancellationToken);

    private async Task<Revision> RevisionAsync(
        Project project,
        WorkingTreeFacts facts,
        string sha,
        string? branch,
        RevisionTransport transport,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Sha = sha,
            Branch = branch,
            Subject = await _workingTree.SubjectAsync(project, sha, cancellationToken).ConfigureAwait(false) ?? "",
            Transport = transport,
            CloneUrl = transport == RevisionTransport.Clone ? facts.Status.CloneUrl : null,
        };
}
