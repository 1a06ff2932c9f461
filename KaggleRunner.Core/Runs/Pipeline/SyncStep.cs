using System.Collections.Concurrent;
using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Working tree → revision: what the user consented to is committed and pushed, and the exact commit noted. The runs of a matrix
/// run the commit of the first of them.
/// </summary>
internal sealed class SyncStep(GitSync sync, RunStore store)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _groups = new(StringComparer.Ordinal);

    public async Task<Revision> ExecuteAsync(LiveRun run, CancellationToken cancellationToken)
    {
        var value = run.Value;
        var project = new Project(value.Id.Project, value.ProjectName, value.ProjectRoot);
        if (value.Revision is { } known)
        {
            if (value.Version is null)
            {
                await sync.RestoreAsync(project, known, cancellationToken).ConfigureAwait(false);
            }

            return known;
        }

        await run.BeginStepAsync(RunStepKind.Sync, cancellationToken).ConfigureAwait(false);
        if (value.Group is not { } group)
        {
            return await SyncAsync(run, project, cancellationToken).ConfigureAwait(false);
        }

        var gate = _groups.GetOrAdd(group, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var others = await store.ListGroupAsync(value.Id.Project, group, cancellationToken).ConfigureAwait(false);
            if (others.FirstOrDefault(other => other.Revision is not null) is { Revision: { } revision })
            {
                await run.UpdateAsync(old => old with { Revision = revision }, cancellationToken).ConfigureAwait(false);
                return revision;
            }

            return await SyncAsync(run, project, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Revision> SyncAsync(LiveRun run, Project project, CancellationToken cancellationToken)
    {
        var value = run.Value;
        var request = value.Sync with
        {
            CommitMessage = string.IsNullOrWhiteSpace(value.Sync.CommitMessage)
                ? $"Run {value.Target.Path} on Kaggle"
                : value.Sync.CommitMessage,
            Run = string.Create(CultureInfo.InvariantCulture, $"{value.Id.Project}-{value.Id.Number}"),
            IsOffline = !value.Settings.Internet,
        };
        var revision = await sync.SyncAsync(project, request, cancellationToken).ConfigureAwait(false);
        await run.UpdateAsync(old => old with { Revision = revision }, cancellationToken).ConfigureAwait(false);
        return revision;
    }
}
