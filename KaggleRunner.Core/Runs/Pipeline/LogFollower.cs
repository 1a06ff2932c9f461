using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Reads the session's log, over as many connections as it takes, into the run's folder.</summary>
internal sealed class LogFollower(
    LiveRun run,
    KaggleContext kaggle,
    KernelVersion version,
    RunProgress progress,
    LogFeed feed,
    TimeProvider time,
    ILogger logger
) : IAsyncDisposable
{
    private static readonly TimeSpan SaveProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>A finished log that differs so often in a row is another one than was streamed, and is the one that counts.</summary>
    private const int DifferencesToBeginAnew = 3;

    private readonly ReconnectPace _reconnect = new(kaggle.Pace, time);
    private LogIngest _ingest = LogIngest.Open(run.Value.Folder, run.Value.Nonce, Redactor(kaggle));
    private bool _isReconnect;
    private int _differences;
    private bool _begunAnew;

    /// <summary>True when a connection reached the end of the log.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Grows while connections break at once without anything new.</summary>
    public TimeSpan WaitBeforeReconnect => _reconnect.Wait;
    public bool SawOurRecords => progress.HasRecords;

    /// <summary>True once the log has ended and is surely this run's; a foreign script prints no records.</summary>
    public bool IsWhole => IsComplete && (run.Value.Origin == RunOrigin.Foreign ? LineCount > 0 : progress.HasRecords);
    public int LineCount => _ingest.LineCount;

    /// <summary>Reads one connection while the session runs; cut when the session has ended and the stream hangs on.</summary>
    /// <returns>True when the log reached its end.</returns>
    public async Task<bool> ReadWhileRunningAsync(SessionWatch watch, CancellationToken cancellationToken)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(Timeout.InfiniteTimeSpan, connection.Token);
        try
        {
            var looked = time.GetTimestamp();
            while (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(SaveProgressEvery, time, cancellationToken))
                    .ConfigureAwait(false);
                await progress.SaveAsync(cancellationToken).ConfigureAwait(false);
                if (!reading.IsCompleted && time.GetElapsedTime(looked) >= kaggle.Pace.WhileRunning)
                {
                    var status = await watch.AskAsync(cancellationToken).ConfigureAwait(false);
                    looked = time.GetTimestamp();
                    if (status.IsFinal)
                    {
                        connection.CancelAfter(kaggle.Pace.Grace);
                    }
                }
            }
        }
        finally
        {
            await connection.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }

        await progress.SaveAsync(cancellationToken).ConfigureAwait(false);
        return IsComplete;
    }

    /// <summary>Reads the log of an ended session.</summary>
    /// <exception cref="LogMismatchException">It is another one each time.</exception>
    public async Task ReadFinishedAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(kaggle.Pace.Patience, cancellationToken).ConfigureAwait(false);
        if (_differences >= DifferencesToBeginAnew)
        {
            await BeginAnewAsync().ConfigureAwait(false);
        }

        await progress.SaveAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>No more will come: an unfinished line becomes a line.</summary>
    public void Complete()
    {
        progress.Add(_ingest.Complete());
        feed.Changed(run.Value.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _ingest.DisposeAsync().ConfigureAwait(false);
        feed.Changed(run.Value.Id);
    }

    private async Task ReadAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        var connection = new LogConnection(run, kaggle, version, Arrived, time, logger);
        // A stream that is opened again may repeat events; should equal events be real, the next try shows it.
        var withoutRepeats = _isReconnect && _differences % 2 == 0;
        _isReconnect = true;
        _reconnect.Begin(LineCount);
        var end = await connection.ReadAsync(_ingest, withoutRepeats, silence, cancellationToken).ConfigureAwait(false);
        _reconnect.End(LineCount);
        IsComplete |= end == LogConnectionEnd.Complete;
        _differences = end switch
        {
            LogConnectionEnd.Different => _differences + 1,
            LogConnectionEnd.Complete => 0,
            _ => _differences,
        };
    }

    private static SecretRedactor Redactor(KaggleContext kaggle) => new([kaggle.Account.Authorization]);

    private void Arrived(IReadOnlyList<RunRecord> records)
    {
        progress.Add(records);
        feed.Changed(run.Value.Id);
    }

    /// <summary>What was streamed is set aside, not lost; the finished log is read from its first line.</summary>
    private async Task BeginAnewAsync()
    {
        if (_begunAnew)
        {
            throw new LogMismatchException("stdout", 0);
        }

        await _ingest.DisposeAsync().ConfigureAwait(false);
        _ingest = LogIngest.OpenAnew(run.Value.Folder, run.Value.Nonce, Redactor(kaggle));
        progress.BeginAnew();
        (_begunAnew, _isReconnect, _differences) = (true, false, 0);
        feed.Changed(run.Value.Id);
    }
}
