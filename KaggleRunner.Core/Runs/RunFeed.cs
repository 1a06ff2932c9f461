using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs;

/// <summary>
/// Every change of any run, made by this process or another one of the same home, to any number of watchers.
/// SQLite's <c>data_version</c> tells of commits by other connections for a few microseconds a look
/// (https://sqlite.org/pragma.html#pragma_data_version).
/// </summary>
public sealed partial class RunFeed : BackgroundService
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<Guid, Channel<Run>> _watchers = new();
    private readonly SemaphoreSlim _saved = new(0, 1);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunStore _store;
    private readonly RunsDatabaseFactory _databases;
    private readonly ILogger<RunFeed> _logger;

    internal RunFeed(RunStore store, RunsDatabaseFactory databases, ILogger<RunFeed> logger)
    {
        this._store = store;
        this._databases = databases;
        this._logger = logger;
    }

    /// <summary>Completes when changes are being watched: a run saved later is sure to be told of.</summary>
    internal Task Started => _started.Task;

    /// <summary>Changed runs as whole values, from the moment of the call, until the token is cancelled.</summary>
    public IAsyncEnumerable<Run> WatchAsync(CancellationToken cancellationToken)
    {
        // A watcher that cannot keep up loses old values of runs, never the newest.
        var channel = Channel.CreateBounded<Run>(
            new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        var key = Guid.NewGuid();
        _watchers[key] = channel;
        return ReadAsync(key, channel, cancellationToken);
    }

    public override void Dispose()
    {
        _saved.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host whose start failed takes this for a crash of the feed.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        _store.Saved += Wake;
        try
        {
            var seen = await _store.LastChangeAsync(stoppingToken).ConfigureAwait(false);
            _started.TrySetResult();
            var connection = new SqliteConnection(_databases.ConnectionString);
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(stoppingToken).ConfigureAwait(false);
                var version = -1L;
                while (true)
                {
                    (version, seen) = await LookAsync(connection, version, seen, stoppingToken).ConfigureAwait(false);

                    await _saved.WaitAsync(LookAfter, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _store.Saved -= Wake;
        }
    }

    private static async Task<long> DataVersionAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = "PRAGMA data_version";
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private async Task<(long Version, long Seen)> LookAsync(
        SqliteConnection connection,
        long version,
        long seen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var now = await DataVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            return now == version
                ? (version, seen)
                : (now, await PublishAsync(seen, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is SqliteException or Common.RunnerException)
        {
            Log.LookFailed(_logger, e);
            return (-1, seen);
        }
    }

    private async Task<long> PublishAsync(long seen, CancellationToken cancellationToken)
    {
        var (runs, change) = await _store.ListChangedAsync(seen, cancellationToken).ConfigureAwait(false);
        foreach (var run in runs)
        {
            foreach (var watcher in _watchers.Values)
            {
                watcher.Writer.TryWrite(run);
            }
        }

        return change;
    }

    private async IAsyncEnumerable<Run> ReadAsync(
        Guid key,
        Channel<Run> channel,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var run in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return run;
            }
        }
        finally
        {
            _watchers.TryRemove(key, out _);
        }
    }

    private void Wake(object? sender, EventArgs e)
    {
        try
        {
            _saved.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is already due.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Changed runs could not be read; trying again")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
