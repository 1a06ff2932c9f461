using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>One reader per log that somebody looks at, shared by all who do; it ends with the last of them.</summary>
internal sealed class LogFollowers(
    IHubContext<RunHub> hub,
    LogFeed feed,
    TimeProvider time,
    ILogger<LogFollower> logger
) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, (LogFollower Follower, int Watchers)> _followers = [];

    /// <summary>The group that gets a log's additions.</summary>
    public static string GroupOf(RunId run) => $"log:{run}";

    /// <summary>The group of those who look at another part of the log, or at none: they learn how long it is.</summary>
    public static string CountsGroupOf(RunId run) => $"log-count:{run}";

    /// <summary>The sections of a log that is followed; null when nobody has it open.</summary>
    public LogSectionsChange? SectionsOf(RunId run)
    {
        LogFollower? follower;
        lock (_gate)
        {
            follower = _followers.TryGetValue(run, out var entry) ? entry.Follower : null;
        }

        return follower?.Sections();
    }

    public void Enter(Run run)
    {
        lock (_gate)
        {
            var entry = _followers.TryGetValue(run.Id, out var found)
                ? found
                : (LogFollower.Start(run, hub, feed, time, logger), 0);
            _followers[run.Id] = (entry.Item1, entry.Item2 + 1);
        }
    }

    public void Leave(RunId run)
    {
        lock (_gate)
        {
            if (!_followers.TryGetValue(run, out var entry))
            {
                return;
            }

            if (entry.Watchers > 1)
            {
                _followers[run] = (entry.Follower, entry.Watchers - 1);
                return;
            }

            _followers.Remove(run);
            _ = entry.Follower.DisposeAsync().AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<LogFollower> left;
        lock (_gate)
        {
            left = [.. _followers.Values.Select(entry => entry.Follower)];
            _followers.Clear();
        }

        foreach (var follower in left)
        {
            await follower.DisposeAsync();
        }
    }
}
