using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Revision → kernel script, kept in the run's folder as it is pushed.</summary>
internal sealed class GenerateStep(SourceCarrier carrier)
{
    public async Task<string> ExecuteAsync(LiveRun run, Revision revision, CancellationToken cancellationToken)
    {
        var path = Path.Combine(run.Value.Folder, "script.py");
        if (File.Exists(path))
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }

        await run.BeginStepAsync(RunStepKind.Generate, cancellationToken).ConfigureAwait(false);
        var value = run.Value;
        var project = new Project(value.Id.Project, value.ProjectName, value.ProjectRoot);
        var job = new ScriptJob(value.Target, value.Settings, revision, value.Nonce, Bundle: null);
        var carried = await carrier
            .CarryAsync(project, job, SourceStep.PackOf(value), cancellationToken)
            .ConfigureAwait(false);
        // Known before the script is there: a run that goes on after a crash finds either none of both or both.
        await run.UpdateAsync(old => old with { Revision = carried.Revision }, cancellationToken).ConfigureAwait(false);
        AtomicFile.WriteAllText(path, carried.Script);
        return carried.Script;
    }
}
