using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Engine;

/// <summary>
/// Takes one run through the pipeline to its verdict. When this machine fails it (a full disk), the run stays where it
/// is and is taken up again from its last saved step: nothing on Kaggle is lost by waiting.
/// </summary>
internal sealed partial class RunWorker(
    RunPipeline pipeline,
    LogFeed logs,
    TestRecorder tests,
    TimeProvider time,
    ILogger<RunWorker> logger
)
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    public async Task WorkAsync(LiveRun run, KernelTurns.Turn turn, CancellationToken cancellationToken)
    {
        var id = run.Value.Id;
        Log.Begun(logger, id, run.Value.CurrentStep?.Kind);
        var since = time.GetTimestamp();
        while (
            !await TryAsync(run, turn, time.GetElapsedTime(since) < Patience, cancellationToken).ConfigureAwait(false)
        )
        {
            await Task.Delay(TryAgainAfter, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }

        if (run.Value.HasEnded)
        {
            SourceStep.Release(run.Value);
            await TryRecordTestsAsync(run.Value).ConfigureAwait(false);
        }

        logs.Changed(id);
        Log.Ended(logger, id, run.Value.Verdict?.Kind, run.Value.Verdict?.Reason);
    }

    /// <summary>A failure is no trouble: the next start of an engine makes up for it.</summary>
    private async Task TryRecordTestsAsync(Run run)
    {
        try
        {
            await tests.RecordAsync(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (IsThisMachine(e) || e is RunnerException)
        {
            Log.TestsNotRecorded(logger, e, run.Id);
        }
    }

    /// <summary>True when the run needs no further try: it ended, or this engine stops.</summary>
    private async Task<bool> TryAsync(
        LiveRun run,
        KernelTurns.Turn turn,
        bool maySpareFailure,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
            var verdict = await pipeline.ExecuteAsync(run, turn, cancellationToken).ConfigureAwait(false);
            await run.EndAsync(verdict, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.LeftForNextEngine(logger, run.Value.Id);
            return true;
        }
        catch (Exception e) when ((IsThisMachine(e) || IsLostLocalKaggle(run.Value, e)) && maySpareFailure)
        {
            Tell(run, e);
            await TryTellAsync(run, e, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (RunnerException e)
        {
            return await TryEndAsync(run, VerdictRules.ForFailure(e), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, run.Value.Id);
            return await TryEndAsync(run, VerdictRules.ForFailure(e), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>In a sentence: it may be told every few seconds for hours.</summary>
    private void Tell(LiveRun run, Exception failure)
    {
        Log.MachineFailed(logger, run.Value.Id, Sentence(failure));
        Log.MachineFailure(logger, failure, run.Value.Id);
    }

    private static string Sentence(Exception failure) =>
        (failure as RunnerException)?.Sentence
        ?? (
            WriteFailure.IsFullDisk(failure)
                ? "The disk is full. Make room; nothing that was written before is lost."
                : failure.Message
        );

    private async Task TryTellAsync(LiveRun run, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await run.WaitForAsync($"{Sentence(failure)} Trying again.", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsThisMachine(e) || e is OperationCanceledException)
        {
            Log.NotTold(logger, run.Value.Id, e.Message);
        }
    }

    private async Task<bool> TryEndAsync(LiveRun run, Verdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            await run.EndAsync(verdict, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (IsThisMachine(e) || e is OperationCanceledException)
        {
            Tell(run, e);
            return cancellationToken.IsCancellationRequested;
        }
    }

    /// <summary>The next try starts the local Kaggle again, perhaps at another address; it knows how its sessions ended.</summary>
    private static bool IsLostLocalKaggle(Run run, Exception e) =>
        run.Account == KaggleAccountKind.Local && e is KaggleUnreachableException;

    private static bool IsThisMachine(Exception e) =>
        e is IOException or UnauthorizedAccessException or SqliteException
        || e is RunnerException and not KaggleException
            && e.InnerException is IOException or UnauthorizedAccessException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} is under way, from step {Step}")]
        public static partial void Begun(ILogger logger, RunId run, RunStepKind? step);

        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} ended: {Verdict}. {Reason}")]
        public static partial void Ended(ILogger logger, RunId run, VerdictKind? verdict, string? reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} is left for the next engine")]
        public static partial void LeftForNextEngine(ILogger logger, RunId run);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} cannot go on now, trying again: {Reason}")]
        public static partial void MachineFailed(ILogger logger, RunId run, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Why run {Run} cannot go on")]
        public static partial void MachineFailure(ILogger logger, Exception exception, RunId run);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Run} cannot even say what it waits for: {Reason}")]
        public static partial void NotTold(ILogger logger, RunId run, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The tests of run {Run} are not recorded yet")]
        public static partial void TestsNotRecorded(ILogger logger, Exception exception, RunId run);

        [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed")]
        public static partial void Failed(ILogger logger, Exception exception, RunId run);
    }
}
