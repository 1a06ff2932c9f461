using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Working tree → revision: what the user consented to is committed and pushed, and the exact commit noted.</summary>
internal sealed class SyncStep(GitSync sync)
{
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
