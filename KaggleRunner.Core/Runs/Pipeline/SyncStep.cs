using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Working tree → revision: what the user consented to is committed and pushed, and the exact commit noted.</summary>
internal sealed class SyncStep(GitSync sync)
{
    public async Task<Revision> ExecuteAsync(LiveRun run, CancellationToken cancellationToken)
    {
        if (run.Value.Revision is { } known)
        {
            return known;
        }

        await run.BeginStepAsync(RunStepKind.Sync, cancellationToken).ConfigureAwait(false);
        var value = run.Value;
        var project = new Project(value.Id.Project, value.ProjectName, value.ProjectRoot);
        var request = value.Sync with
        {
            CommitMessage = string.IsNullOrWhiteSpace(value.Sync.CommitMessage)
                ? $"Run {value.Target.Path} on Kaggle"
                : value.Sync.CommitMessage,
        };
        var revision = await sync.SyncAsync(project, request, cancellationToken).ConfigureAwait(false);
        await run.UpdateAsync(old => old with { Revision = revision }, cancellationToken).ConfigureAwait(false);
        return revision;
    }
}
