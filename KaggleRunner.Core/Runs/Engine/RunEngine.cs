using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Engine;

/// <summary>
/// The one engine of a home, by an OS file lock: runs what the store holds, whichever process saved it, and takes up
/// the runs whose engine died. While another process is the engine, it waits to become it.
/// </summary>
public sealed partial class RunEngine : BackgroundService
{
    private readonly ConcurrentDictionary<RunId, LiveRun> _active = new();
    private readonly ConcurrentDictionary<RunId, Task> _tasks = new();
    private readonly KernelTurns _turns = new();
    private readonly RunnerHome _home;
    private readonly RunStore _store;
    private readonly RunFeed _feed;
    private readonly RunWorker _worker;
    private readonly TimeProvider _time;
    private readonly ILogger<RunEngine> _logger;

    internal RunEngine(
        RunnerHome home,
        RunStore store,
        RunFeed feed,
        RunWorker worker,
        TimeProvider time,
        ILogger<RunEngine> logger
    )
    {
        this._home = home;
        this._store = store;
        this._feed = feed;
        this._worker = worker;
        this._time = time;
        this._logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host whose start failed takes this for a crash of the engine.
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var homeLock = await FileLock.WaitAsync(_home.EngineLock, _time, stoppingToken).ConfigureAwait(false);
        await using (homeLock.ConfigureAwait(false))
        {
            Log.Begun(_logger, _home.Root);
            try
            {
                await _feed.Started.WaitAsync(stoppingToken).ConfigureAwait(false);
                var changes = _feed.WatchAsync(stoppingToken);
                await TakeUpAsync(stoppingToken).ConfigureAwait(false);
                await foreach (var run in changes.ConfigureAwait(false))
                {
                    await TryNoticeAsync(run, stoppingToken).ConfigureAwait(false);
                }
            }
            finally
            {
                // The lock is held until the last run has stopped where it is: the next engine must find it at rest.
                await Task.WhenAll(_tasks.Values).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs with a session on Kaggle take their kernel's turn before those that are still to be pushed.</summary>
    private async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        var query = new RunQuery { UnendedOnly = true, Take = int.MaxValue };
        var runs = await _store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var run in runs.OrderBy(run => run.Version is null).ThenBy(run => run.CreatedAt))
        {
            Start(run, cancellationToken);
        }
    }

    private async Task TryNoticeAsync(Run changed, CancellationToken cancellationToken)
    {
        try
        {
            await NoticeAsync(changed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException or RunnerException)
        {
            // One run's trouble must not end the engine of all; its next change, or the next engine, takes it up.
            Log.NotTakenUp(_logger, e, changed.Id);
        }
    }

    private async Task NoticeAsync(Run changed, CancellationToken cancellationToken)
    {
        if (_active.TryGetValue(changed.Id, out var live))
        {
            if (changed.CancelRequestedAt is { } at && !(live.Value.CancelRequestedAt >= at))
            {
                await live.RequestCancelAsync(at).ConfigureAwait(false);
            }
        }
        else if (!changed.HasEnded)
        {
            // The news may be older than the run's end.
            var run = await _store.FindAsync(changed.Id, cancellationToken).ConfigureAwait(false);
            if (run is { HasEnded: false })
            {
                Start(run, cancellationToken);
            }
        }
    }

    private void Start(Run run, CancellationToken cancellationToken)
    {
        var live = new LiveRun(run, _store, _time);
        if (!_active.TryAdd(run.Id, live))
        {
            live.Dispose();
            return;
        }

        var turn = _turns.Take(run);
        _tasks[run.Id] = Task.Run(() => WorkAsync(live, turn, cancellationToken), CancellationToken.None);
    }

    private async Task WorkAsync(LiveRun live, KernelTurns.Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            if (live.Value.CancelRequestedAt is { } at)
            {
                await live.RequestCancelAsync(at).ConfigureAwait(false);
            }

            await _worker.WorkAsync(live, turn, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Dispose();
            _active.TryRemove(live.Value.Id, out _);
            _tasks.TryRemove(live.Value.Id, out _);
            live.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not be taken up")]
        public static partial void NotTakenUp(ILogger logger, Exception exception, RunId run);

        [LoggerMessage(Level = LogLevel.Information, Message = "This process is the engine of {Home}")]
        public static partial void Begun(ILogger logger, string home);
    }
}
