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
            var collected = await patience
                .AskAsync(
                    token =>
                        collector.CollectAsync(
                            kaggle.Client,
                            version.Kernel,
                            version.Version,
                            run.Value.Folder,
                            run.Value.Settings.Outputs,
                            progress: null,
                            token
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            await run.UpdateAsync(old => old with { OutputCount = collected.Artifacts.Count }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KaggleException e)
        {
            var notice = $"Not all outputs could be fetched: {e.Sentence}";
            await run.UpdateAsync(old => old with { Notice = notice }, cancellationToken).ConfigureAwait(false);
        }
    }
}
