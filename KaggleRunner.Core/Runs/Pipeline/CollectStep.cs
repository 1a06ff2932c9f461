using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Ended session → results folder. What cannot be fetched is said beside the verdict, which it does not change.</summary>
internal sealed class CollectStep(OutputCollector collector, TimeProvider time)
{
    public async Task ExecuteAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        await run.BeginStepAsync(RunStepKind.Collect, cancellationToken).ConfigureAwait(false);
        try
        {
            var patience = new KagglePatience(run, kaggle.Pace, time);
            var outputs = new KaggleOutputs(kaggle.Client, version);
            var collected = await patience
                .AskAsync(
                    token =>
                        collector.CollectAsync(
                            outputs,
                            run.Value.Folder,
                            run.Value.Settings.Outputs,
                            progress: null,
                            token
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var failed = collected.Files.Count(file => file.Fate == OutputFate.Failed);
            await run.UpdateAsync(old => old with { OutputCount = collected.Count }, cancellationToken)
                .ConfigureAwait(false);
            if (failed > 0)
            {
                await run.AddNoticeAsync($"{failed} outputs could not be fetched; see Outputs.", cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (KaggleException e)
        {
            await run.AddNoticeAsync($"Not all outputs could be fetched: {e.Sentence}", cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
