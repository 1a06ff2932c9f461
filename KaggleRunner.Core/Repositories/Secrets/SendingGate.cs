using KaggleRunner.Core.Repositories.Outgoing;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>The last look before anything leaves this machine.</summary>
internal sealed class SendingGate(OutgoingContent content, OutgoingPlanner planner, SecretCheck secrets)
{
    /// <summary>Before anything is made: the files as they lie there.</summary>
    /// <exception cref="SecretsFoundException">There are secrets in it.</exception>
    public async Task CheckFilesAsync(
        Project project,
        WorkingTreeStatus status,
        SyncRequest request,
        bool travelsInside,
        CancellationToken cancellationToken
    )
    {
        var paths = request.Paths.ToHashSet(StringComparer.Ordinal);
        var plan = await planner
            .PlanAsync(project, status, request.Mode, paths, travelsInside, cancellationToken)
            .ConfigureAwait(false);
        await RefuseAsync(project, "Nothing was committed or sent.", plan, request, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>After the commit, which a hook may have changed, and before its push: exactly what the push would send.</summary>
    /// <exception cref="SecretsFoundException">There are secrets in it.</exception>
    public async Task CheckCommitsAsync(
        Project project,
        string sha,
        string remote,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        var plan = new OutgoingPlan
        {
            Base = await content.BaseAsync(project, sha, remote, cancellationToken).ConfigureAwait(false),
            Files = await content.OfCommitsAsync(project, sha, remote, cancellationToken).ConfigureAwait(false),
        };
        await RefuseAsync(
                project,
                $"Nothing was pushed; the commit {sha[..7]} is in your repository.",
                plan,
                request,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Exactly what a commit brings that the remote does not hold.</summary>
    /// <exception cref="SecretsFoundException">There are secrets in it.</exception>
    public async Task CheckTreeAsync(
        Project project,
        WorkingTreeStatus status,
        string tree,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        var @base = await content
            .BaseAsync(project, status.HeadSha, status.Remote, cancellationToken)
            .ConfigureAwait(false);
        var plan = new OutgoingPlan
        {
            Base = @base,
            Files = await content.OfTreeAsync(project, @base, tree, cancellationToken).ConfigureAwait(false),
        };
        await RefuseAsync(project, "Nothing was sent.", plan, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task RefuseAsync(
        Project project,
        string what,
        OutgoingPlan plan,
        SyncRequest request,
        CancellationToken cancellationToken
    )
    {
        var findings = await secrets
            .FindAsync(project, plan, request.AllowedSecrets, cancellationToken)
            .ConfigureAwait(false);
        if (findings.Count > 0)
        {
            throw new SecretsFoundException(what, findings);
        }
    }
}
