using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>Reads one log as it grows and sends what is new to all who have it open, the first addition at once.</summary>
internal sealed partial class LogFollower : IAsyncDisposable
{
    /// <summary>No eye reads faster; a burst of lines becomes one message.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(75);

    /// <summary>A log that another process writes gives no signal here.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LookWhenQuiet = TimeSpan.FromSeconds(2);
    private const int QuietAfter = 100;
    private readonly CancellationTokenSource _stop = new();
    private readonly Run _run;
    private readonly RunLog _log;
    private readonly LogSectionsFeed _sections;
    private readonly IHubContext<RunHub> _hub;
    private readonly LogFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _following = Task.CompletedTask;

    private LogFollower(Run run, IHubContext<RunHub> hub, LogFeed feed, TimeProvider time, ILogger logger)
    {
        (_run, _hub, _feed, _time, _logger) = (run, hub, feed, time, logger);
        _log = RunLog.Open(run.Folder);
        _sections = new LogSectionsFeed(run);
    }

    public static LogFollower Start(Run run, IHubContext<RunHub> hub, LogFeed feed, TimeProvider time, ILogger logger)
    {
        var follower = new LogFollower(run, hub, feed, time, logger);

        // Where the log stands now, before anybody gets a snapshot: all that comes later is sent.
        var version = feed.Version(run.Id);
        var known = follower._log.Snapshot(0);
        follower._following = Task.Run(() => follower.FollowAsync(version, known));
        return follower;
    }

    /// <summary>All sections of the log as it stands.</summary>
    public LogSectionsChange Sections() => _sections.Whole();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(long version, LogSnapshot known)
    {
        var quiet = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                version = await _feed.WaitAsync(
                    _run.Id,
                    version,
                    quiet < QuietAfter ? Look : LookWhenQuiet,
                    _stop.Token
                );
                var now = _log.Snapshot(0);
                await SendSectionsAsync();
                if (
                    now.LineCount == known.LineCount
                    && string.Equals(now.Partial, known.Partial, StringComparison.Ordinal)
                )
                {
                    quiet++;
                    continue;
                }

                await SendAsync(known.LineCount, now);
                (known, quiet) = (now, 0);
                await Task.Delay(Pause, _time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.Unreadable(_logger, e, _run.Id);
                await Task.Delay(LookWhenQuiet, _time, CancellationToken.None);
            }
        }
    }

    private async Task SendSectionsAsync()
    {
        if (_sections.Next() is { } change)
        {
            await _hub
                .Clients.Groups(LogFollowers.GroupOf(_run.Id), LogFollowers.CountsGroupOf(_run.Id))
                .SendAsync("sections", change, _stop.Token);
        }
    }

    private async Task SendAsync(int known, LogSnapshot now)
    {
        // A log that was cut back after a crash is shorter than before: the lines behind its end are sent again.
        var from = Math.Max(Math.Min(known, now.LineCount) + 1, now.LineCount - LogBatch.MostLive + 1);
        var lines = LogBatch.Newest(_log.Read(from, now.LineCount - from + 1));
        var growth = new LogGrowth(
            _run.Id.Project.Value,
            _run.Id.Number,
            now.LineCount - lines.Count + 1,
            lines,
            now.LineCount,
            LogRow.Cut(now.Partial)
        );
        await _hub.Clients.Group(LogFollowers.GroupOf(_run.Id)).SendAsync("log", growth, _stop.Token);
        var count = growth with { FromLine = now.LineCount + 1, Lines = [], Partial = "" };
        await _hub.Clients.Group(LogFollowers.CountsGroupOf(_run.Id)).SendAsync("log", count, _stop.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The log of {Run} cannot be read; trying again")]
        public static partial void Unreadable(ILogger logger, Exception exception, RunId run);
    }
}
