using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs.Fetching;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Ended session → results folder. What cannot be fetched is said beside the verdict, which it does not change, and can be
/// fetched later: a full disk, an unreachable Kaggle or a user who wants no more of it end the step, not the run.
/// </summary>
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
        // A wish to stop the session, from before, is no wish to leave its outputs.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.LeaveRequested);
        try
        {
            var collected = await CollectAsync(run, kaggle, version, stop.Token).ConfigureAwait(false);
            await TellAsync(run, collected, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await TellAsync(run, "You stopped the fetching of its outputs.", null, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (KaggleException e)
        {
            var sentence = GoneOutputs.Is(e)
                ? GoneOutputs.For(version.Kernel, version.Version, e).Sentence
                : e.Sentence;
            await TellAsync(run, sentence, $"Not all outputs could be fetched: {sentence}", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RunnerException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            var notice = $"Not all outputs are home: {e.Sentence} {HowToGoOn(run.Value)}";
            await TellAsync(run, e.Sentence, notice, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string HowToGoOn(Run run) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Continue on the run's page or with: kaggle-runner download {run.Id.Number} --all"
        );

    private static async Task TellAsync(LiveRun run, CollectedOutputs collected, CancellationToken cancellationToken)
    {
        var failed = collected.Files.Count(file => file.Fate == OutputFate.Failed);
        await run.UpdateAsync(
                old => old with { OutputCount = collected.Count, OutputsInterrupted = null },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (failed > 0)
        {
            await run.AddNoticeAsync($"{failed} outputs could not be fetched; see Outputs.", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task TellAsync(LiveRun run, string why, string? notice, CancellationToken cancellationToken)
    {
        var came = OutputsFile.Read(run.Value.Folder)?.Count;
        await run.UpdateAsync(
                old => old with { OutputCount = came ?? old.OutputCount, OutputsInterrupted = why },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (notice is not null)
        {
            await run.AddNoticeAsync(notice, cancellationToken).ConfigureAwait(false);
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
        var rate = new TransferRate(time);
        var progress = new ToldProgress<CollectProgress>(run, told => Words(told, rate), time);
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

    private static string Words(CollectProgress progress, TransferRate rate)
    {
        var speed = rate.Note(progress.Bytes);
        return $"Fetching the outputs: {CollectWords.Of(progress, speed, TransferRate.Left(progress, speed))}";
    }
}
