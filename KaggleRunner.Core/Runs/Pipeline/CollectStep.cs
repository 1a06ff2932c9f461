using System.Globalization;
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
            var progress = new ToldProgress<CollectProgress>(run, Words, time);
            var collected = await patience
                .AskAsync(
                    token =>
                        progress.FollowAsync(
                            collector.CollectAsync(
                                outputs,
                                run.Value.Folder,
                                run.Value.Settings.Outputs,
                                progress,
                                token
                            ),
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

    private static string Words(CollectProgress progress)
    {
        var files = progress.Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {total:N0} files")
            : string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} files");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Fetching the outputs: {files}, {progress.Bytes / 1e6:N0} MB"
        );
    }
}
