using KaggleRunner.Core.Repositories.Outgoing;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;

namespace KaggleRunner.Core.Repositories;

/// <summary>Shows what a sync would send before it happens. Changes nothing.</summary>
public sealed class SyncPreviewer(GitProgram git)
{
    private readonly OutgoingPlanner _planner = new(new OutgoingContent(git));
    private readonly SecretCheck _secrets = new(git);

    /// <param name="project">The project.</param>
    /// <param name="status">What was seen of its working tree.</param>
    /// <param name="request">The sync; its allowed files are not in the findings.</param>
    /// <param name="reach">Whether a kernel can clone.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<SyncPreview> PreviewAsync(
        Project project,
        WorkingTreeStatus status,
        SyncRequest request,
        CloneReach reach,
        CancellationToken cancellationToken
    )
    {
        var travelsInside = TravelsInside(status, request, reach);
        var plan = await _planner
            .PlanAsync(
                project,
                status,
                request.Mode,
                request.Paths.ToHashSet(StringComparer.Ordinal),
                travelsInside,
                cancellationToken
            )
            .ConfigureAwait(false);
        var findings = await _secrets
            .FindAsync(project, plan, request.AllowedSecrets, cancellationToken)
            .ConfigureAwait(false);
        return new(plan.FileCount, plan.Bytes, travelsInside, findings);
    }

    /// <summary>True when the source travels inside the script and not through the remote.</summary>
    public static bool TravelsInside(WorkingTreeStatus status, SyncRequest request, CloneReach reach) =>
        request.Mode == SyncMode.Bundle || request.IsOffline || status.CloneUrl is null || reach == CloneReach.Private;
}
