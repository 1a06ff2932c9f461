using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Version → ended session: follows the log and the status, both pinned to the version, until Kaggle says that the
/// session has ended and its log is complete.
/// </summary>
internal sealed partial class MonitorStep(RunnerHome home, LogFeed feed, TimeProvider time, ILogger<MonitorStep> logger)
{
    private readonly LocalKaggleFolder _localKaggle = new(home.LocalKaggle);
    private const int ReadsOfAFinishedLog = 8;

    public async Task<EndedSession> ExecuteAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        var progress = new RunProgress(run);
        if (run.Value.FinalStatus is { } known)
        {
            return new EndedSession(known, progress.KernelVerdict);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stopper = new SessionStopper(run, kaggle, version, time).WatchAsync(over.Token);
        var log = new LogFollower(run, kaggle, version, progress, feed, time, logger);
        await using (log.ConfigureAwait(false))
        {
            var status = await FollowAsync(run, kaggle, version, log, cancellationToken).ConfigureAwait(false);
            log.Complete();
            await over.CancelAsync().ConfigureAwait(false);
            await stopper.ConfigureAwait(false);
            await progress.SaveAsync(old => old with { FinalStatus = status }, cancellationToken).ConfigureAwait(false);
            return new EndedSession(status, progress.KernelVerdict);
        }
    }

    private async Task<SessionStatus> FollowAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelVersion version,
        LogFollower log,
        CancellationToken cancellationToken
    )
    {
        var watch = new SessionWatch(run, kaggle, version, time);
        if (run.Value.CurrentStep?.Kind is not RunStepKind.Running)
        {
            await run.BeginStepAsync(RunStepKind.Queued, cancellationToken).ConfigureAwait(false);
        }

        var reads = 0;
        while (true)
        {
            var status = await watch.AskAsync(cancellationToken).ConfigureAwait(false);
            if (status.IsFinal && await watch.IsOursAsync(log.SawOurRecords, cancellationToken).ConfigureAwait(false))
            {
                if (log.IsWhole)
                {
                    return status;
                }

                if (reads++ == ReadsOfAFinishedLog)
                {
                    Log.LogIncomplete(logger, log.LineCount);
                    return status;
                }

                await ReadToTheEndAsync(kaggle, log, reads, cancellationToken).ConfigureAwait(false);
            }
            else if (status.State is SessionState.Queued or SessionState.NewScript || status.IsFinal)
            {
                await SayWhyQueuedAsync(run, cancellationToken).ConfigureAwait(false);
                await Task.Delay(kaggle.Pace.WhileQueued, time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await watch.SayStateAsync(status, cancellationToken).ConfigureAwait(false);
                await FollowLogAsync(kaggle, log, watch, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowLogAsync(
        KaggleContext kaggle,
        LogFollower log,
        SessionWatch watch,
        CancellationToken cancellationToken
    )
    {
        var ended = log.IsComplete || await log.ReadWhileRunningAsync(watch, cancellationToken).ConfigureAwait(false);
        var wait = ended ? kaggle.Pace.AtEnd : log.WaitBeforeReconnect;
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The log of an ended session may stay empty for a moment after. Where the status was wrong, an old one, this reads
    /// on until the session really ends.
    /// </summary>
    private async Task ReadToTheEndAsync(
        KaggleContext kaggle,
        LogFollower log,
        int reads,
        CancellationToken cancellationToken
    )
    {
        await log.ReadFinishedAsync(cancellationToken).ConfigureAwait(false);
        if (!log.IsWhole)
        {
            await Task.Delay(kaggle.Pace.AtEnd * reads, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The local Kaggle holds sessions back while their Python is being prepared.</summary>
    private async Task SayWhyQueuedAsync(LiveRun run, CancellationToken cancellationToken)
    {
        if (run.Value.Account == KaggleAccountKind.Local && _localKaggle.ReadPreparation() is { } said)
        {
            await run.WaitForAsync($"Python for local kernels: {said}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The session's log stayed without an end after {Lines} lines"
        )]
        public static partial void LogIncomplete(ILogger logger, int lines);
    }
}

/// <summary>How a session ended.</summary>
/// <param name="Status">What Kaggle says.</param>
/// <param name="KernelVerdict">What the kernel's own script said last; null when it could not.</param>
internal sealed record EndedSession(SessionStatus Status, VerdictRecord? KernelVerdict);
