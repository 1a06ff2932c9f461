using System.Collections.Concurrent;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Progress;

namespace KaggleRunner.CommandLine.Following;

/// <summary>
/// Follows runs from the store and their log files, whichever process is the engine. Ending it ends the following only.
/// </summary>
internal sealed class RunFollower(
    RunStore store,
    RunFeed feed,
    LogFeed logs,
    RunObservations observations,
    TimeProvider time
)
{
    private const int LinesAtOnce = 2000;

    /// <summary>Another process writes the log: there is no signal to wait for.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadStoreAfter = TimeSpan.FromSeconds(1);

    /// <summary>Tells the narrator all there is of the run, then what comes, until it ended or is far enough.</summary>
    /// <returns>The run as it was last.</returns>
    public async Task<Run> FollowAsync(
        RunId id,
        RunNarrator narrator,
        Func<Run, bool> isFarEnough,
        CliSession session,
        CancellationToken cancellationToken
    ) => (await FollowAsync([(id, narrator)], runs => isFarEnough(runs[0]), session, cancellationToken))[0];

    /// <summary>Follows several runs at once, until all ended or are far enough.</summary>
    /// <returns>The runs as they were last, in the order given.</returns>
    public async Task<IReadOnlyList<Run>> FollowAsync(
        IReadOnlyList<(RunId Id, RunNarrator Narrator)> followed,
        Func<IReadOnlyList<Run>, bool> isFarEnough,
        CliSession session,
        CancellationToken cancellationToken
    )
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var news = new ConcurrentDictionary<RunId, Run>();
        var watching = WatchAsync([.. followed.Select(one => one.Id)], news, feed.WatchAsync(following.Token));
        try
        {
            return await TellAsync(followed, news, isFarEnough, session, cancellationToken);
        }
        finally
        {
            await following.CancelAsync();
            await watching;
        }
    }

    private async Task<IReadOnlyList<Run>> TellAsync(
        IReadOnlyList<(RunId Id, RunNarrator Narrator)> followed,
        ConcurrentDictionary<RunId, Run> news,
        Func<IReadOnlyList<Run>, bool> isFarEnough,
        CliSession session,
        CancellationToken cancellationToken
    )
    {
        var runs = new Run[followed.Count];
        var isTold = new bool[followed.Count];
        var read = time.GetTimestamp();
        var mustRead = true;
        while (true)
        {
            if (mustRead)
            {
                read = time.GetTimestamp();
            }

            // One that is under way tells when there is something new of it; the others are looked at as often.
            var seen = followed.Select(one => logs.Version(one.Id)).ToArray();
            for (var i = 0; i < runs.Length; i++)
            {
                if (!isTold[i])
                {
                    var (id, narrator) = followed[i];
                    runs[i] =
                        news.TryRemove(id, out var newer) ? newer
                        : mustRead ? await ReadAsync(id, cancellationToken)
                        : runs[i];
                    if (mustRead || runs[i].HasEnded)
                    {
                        TellNotices(runs[i], narrator);
                    }

                    isTold[i] = Tell(runs[i], narrator);
                }
            }

            if (isTold.All(told => told) || isFarEnough(runs))
            {
                return runs;
            }

            session.ThrowIfEngineFailed();
            var first = UnderWay(runs);
            await logs.WaitAsync(followed[first].Id, seen[first], LookAfter, cancellationToken);
            mustRead = time.GetElapsedTime(read) > ReadStoreAfter;
        }
    }

    private void TellNotices(Run run, RunNarrator narrator)
    {
        try
        {
            narrator.TellNotices(observations.Look(run).Notices);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Files that cannot be read now are no end of the following; the next look is a second away.
        }
    }

    /// <summary>True when the run has ended, and all of it was told.</summary>
    private static bool Tell(Run run, RunNarrator narrator)
    {
        narrator.Tell(run);
        TellLog(run, narrator);
        if (run.HasEnded)
        {
            narrator.TellVerdict(run);
        }

        return run.HasEnded;
    }

    private static int UnderWay(Run[] runs)
    {
        var first = Array.FindIndex(runs, run => run is { HasEnded: false, Version: not null });
        return first >= 0 ? first : Array.FindIndex(runs, run => !run.HasEnded);
    }

    private async Task<Run> ReadAsync(RunId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken)
        ?? throw new RunnerException($"Run #{id.Number} is gone from the database.");

    private async Task WatchAsync(
        HashSet<RunId> followed,
        ConcurrentDictionary<RunId, Run> news,
        IAsyncEnumerable<Run> changes
    )
    {
        try
        {
            await foreach (var run in changes)
            {
                if (followed.Contains(run.Id))
                {
                    news[run.Id] = run;
                    logs.Changed(run.Id);
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
