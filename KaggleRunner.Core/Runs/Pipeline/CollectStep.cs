using System.Globalization;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Ended session → results folder. What cannot be fetched is said beside the verdict, which it does not change.</summary>
internal sealed class CollectStep(OutputCollector collector, TimeProvider time)
{
    private const int AsksForOurOutputs = 5;

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
            var collected = await CollectAsync(run, kaggle, version, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Asks again where the outputs are not surely this run's: a server may ignore the version for a while.</summary>
    private async Task<CollectedOutputs> CollectAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        var patience = new KagglePatience(run, kaggle.Pace, time);
        var outputs = new KaggleOutputs(kaggle.Client, version, OwnerOf(run.Value));
        var progress = new ToldProgress<CollectProgress>(run, Words, time);
        var (since, wait) = (time.GetTimestamp(), kaggle.Pace.Reconnect);
        for (var asked = 1; ; asked++, wait *= 2)
        {
            try
            {
                return await patience
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
            }
            catch (KaggleForeignOutputsException)
                when (asked < AsksForOurOutputs && time.GetElapsedTime(since) < kaggle.Pace.Patience)
            {
                await run.WaitForAsync("Kaggle lists outputs of another version. Asking again.", cancellationToken)
                    .ConfigureAwait(false);
                await Task.Delay(Pace.Jittered(wait), time, cancellationToken).ConfigureAwait(false);
                await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A script that is not ours prints no records: nothing tells its log from another's.</summary>
    private static OutputOwner? OwnerOf(Run run) =>
        run.Origin == RunOrigin.Foreign ? null : new OutputOwner(run.Nonce, RunRecords.Read(run.Folder).Count > 0);

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
