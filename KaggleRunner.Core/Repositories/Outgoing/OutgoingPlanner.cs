namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>Says what a sync would send, before it makes a commit or a snapshot. Changes nothing.</summary>
internal sealed class OutgoingPlanner(OutgoingContent content)
{
    /// <param name="project">The project.</param>
    /// <param name="status">What was seen of it.</param>
    /// <param name="mode">How it would be synced.</param>
    /// <param name="paths">The changed files that would be committed; matters for <see cref="SyncMode.Push"/> only.</param>
    /// <param name="travelsInside">True when the source travels inside the script.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<OutgoingPlan> PlanAsync(
        Project project,
        WorkingTreeStatus status,
        SyncMode mode,
        IReadOnlySet<string> paths,
        bool travelsInside,
        CancellationToken cancellationToken
    )
    {
        var head = mode == SyncMode.None ? status.PushedSha ?? status.HeadSha : status.HeadSha;
        var @base = await content.BaseAsync(project, head, status.Remote, cancellationToken).ConfigureAwait(false);
        var changed = mode switch
        {
            SyncMode.None => [],
            SyncMode.Push => status.Changes.Where(change => paths.Contains(change.Path)),
            _ => status.Changes,
        };
        var overlay = Overlay(project, changed);
        var committed = await CommittedAsync(project, status, mode, head, @base, travelsInside, cancellationToken)
            .ConfigureAwait(false);
        List<OutgoingFile> files =
        [
            // A later state of a file hides an earlier one, but not in commits, which are all sent.
            .. committed.Where(file => mode == SyncMode.Push && !travelsInside || !overlay.ContainsKey(file.Path)),
            .. overlay.Values.OfType<OutgoingFile>(),
        ];
        var plan = new OutgoingPlan
        {
            Base = @base,
            Files = files,
            FileCount = files.Count,
            Bytes = files.Sum(file => file.Bytes),
        };
        return travelsInside
            ? await WholeAsync(project, plan, head, overlay, cancellationToken).ConfigureAwait(false)
            : plan;
    }

    private async Task<IReadOnlyList<OutgoingFile>> CommittedAsync(
        Project project,
        WorkingTreeStatus status,
        SyncMode mode,
        string? head,
        string? @base,
        bool travelsInside,
        CancellationToken cancellationToken
    )
    {
        if (head is null || (mode == SyncMode.None && !travelsInside))
        {
            return [];
        }

        var commits =
            mode == SyncMode.Push && status is { Remote: { } remote, Ahead: > 0 }
                ? await content.OfCommitsAsync(project, head, remote, cancellationToken).ConfigureAwait(false)
                : [];
        return mode == SyncMode.Push && !travelsInside
            ? commits
            :
            [
                .. commits
                    .Concat(await content.OfTreeAsync(project, @base, head, cancellationToken).ConfigureAwait(false))
                    .Distinct(),
            ];
    }

    // All files of the tree travel inside the script, whatever the remote has.
    private async Task<OutgoingPlan> WholeAsync(
        Project project,
        OutgoingPlan plan,
        string? head,
        Dictionary<string, OutgoingFile?> overlay,
        CancellationToken cancellationToken
    )
    {
        var tree = head is null ? [] : await content.TreeAsync(project, head, cancellationToken).ConfigureAwait(false);
        var kept = tree.Where(file => !overlay.ContainsKey(file.Path)).ToList();
        var changed = overlay.Values.OfType<OutgoingFile>().ToList();
        return plan with
        {
            FileCount = kept.Count + changed.Count,
            Bytes = kept.Sum(file => file.Bytes) + changed.Sum(file => file.Bytes),
        };
    }

    // By path; null: gone.
    private static Dictionary<string, OutgoingFile?> Overlay(Project project, IEnumerable<ChangedFile> changed)
    {
        var overlay = new Dictionary<string, OutgoingFile?>(StringComparer.Ordinal);
        foreach (var change in changed)
        {
            if (change.Origin is { } origin)
            {
                overlay.TryAdd(origin, null);
            }

            overlay[change.Path] = WorkingTreeFile.Find(project, change.Path) is { } size
                ? new OutgoingFile(change.Path, null, size)
                : null;
        }

        return overlay;
    }
}
