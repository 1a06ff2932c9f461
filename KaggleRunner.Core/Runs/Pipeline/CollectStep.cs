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
            await run.UpdateAsync(
                    old =>
                        old with
                        {
                            OutputCount = collected.Count,
                            Notice = failed == 0 ? old.Notice : $"{failed} outputs could not be fetched; see Outputs.",
                        },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (KaggleException e)
        {
            var notice = $"Not all outputs could be fetched: {e.Sentence}";
            await run.UpdateAsync(old => old with { Notice = notice }, cancellationToken).ConfigureAwait(false);
        }
    }
}
