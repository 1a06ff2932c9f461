using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Following;

/// <summary>
/// Follows a run from the store and its log file, whichever process is the engine. Ending it ends the following only.
/// </summary>
internal sealed class RunFollower(RunStore store, RunFeed feed, LogFeed logs, TimeProvider time)
{
    private const int LinesAtOnce = 2000;

    /// <summary>Another process writes the log: there is no signal to wait for.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadStoreAfter = TimeSpan.FromSeconds(1);
    private Run? _news;

    /// <summary>Tells the narrator all there is of the run, then what comes, until it ended or is far enough.</summary>
    /// <returns>The run as it was last.</returns>
    public async Task<Run> FollowAsync(
        RunId id,
        RunNarrator narrator,
        Func<Run, bool> isFarEnough,
        CliSession session,
        CancellationToken cancellationToken
    )
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(id, feed.WatchAsync(following.Token));
        try
        {
            var run = await ReadAsync(id, cancellationToken);
            var read = time.GetTimestamp();
            while (true)
            {
                var seen = logs.Version(id);
                narrator.Tell(run);
                TellLog(run, narrator);
                if (run.HasEnded || isFarEnough(run))
                {
                    return run;
                }

                session.ThrowIfEngineFailed();
                await logs.WaitAsync(id, seen, LookAfter, cancellationToken);
                if (Interlocked.Exchange(ref _news, null) is { } newer)
                {
                    run = newer;
                }
                else if (time.GetElapsedTime(read) > ReadStoreAfter)
                {
                    run = await ReadAsync(id, cancellationToken);
                    read = time.GetTimestamp();
                }
            }
        }
        finally
        {
            await following.CancelAsync();
            await watching;
        }
    }

    private async Task<Run> ReadAsync(RunId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken)
        ?? throw new RunnerException($"Run #{id.Number} is gone from the database.");

    private async Task WatchAsync(RunId id, IAsyncEnumerable<Run> changes)
    {
        try
        {
            await foreach (var run in changes)
            {
                if (run.Id == id)
                {
                    Interlocked.Exchange(ref _news, run);
                    logs.Changed(id);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more.
        }
    }

    private static void TellLog(Run run, RunNarrator narrator)
    {
        if (!narrator.TellsLog || run.Version is null)
        {
            return;
        }

        var log = RunLog.Open(run.Folder);
        var snapshot = log.Snapshot(0);
        while (narrator.LinesTold < snapshot.LineCount)
        {
            var lines = log.Read(narrator.LinesTold + 1, LinesAtOnce);
            if (lines.Count == 0)
            {
                break;
            }

            narrator.TellLines(lines);
        }

        narrator.TellPartial(run, snapshot.Partial);
    }
}
