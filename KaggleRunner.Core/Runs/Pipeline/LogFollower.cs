using System.Threading.Channels;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Reads the session's log, over as many connections as it takes, into the run's folder.</summary>
internal sealed partial class LogFollower(
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
    private readonly LogIngest _ingest = LogIngest.Open(
        run.Value.Folder,
        run.Value.Nonce,
        new SecretRedactor([kaggle.Account.Authorization])
    );

    private readonly ReconnectPace _reconnect = new(kaggle.Pace, time);

    /// <summary>True when a connection reached the end of the log.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Grows while connections break at once without anything new.</summary>
    public TimeSpan WaitBeforeReconnect => _reconnect.Wait;
    public bool SawOurRecords => progress.HasRecords;
    public int LineCount => _ingest.LineCount;

    /// <summary>Reads one connection while the session runs; cut when the session has ended and the stream hangs on.</summary>
    /// <returns>True when the log reached its end.</returns>
    public async Task<bool> ReadWhileRunningAsync(SessionWatch watch, CancellationToken cancellationToken)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(connection.Token);
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
    public async Task ReadFinishedAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken, kaggle.Pace.Patience).ConfigureAwait(false);
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

    /// <summary>One connection: Kaggle sends the log from its start each time, and the ingest drops what it has.</summary>
    /// <param name="idle">A connection that is silent for longer is given up.</param>
    private async Task ReadAsync(CancellationToken cancellationToken, TimeSpan? idle = null)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        connection.CancelAfter(idle ?? Timeout.InfiniteTimeSpan);
        _reconnect.Begin(LineCount);
        _ingest.BeginConnection();
        var channel = Channel.CreateBounded<LogEvent>(4096);
        var receiving = ReceiveAsync(channel.Writer, connection.Token);
        try
        {
            // Whatever has arrived is one batch: the first line is shown at once, a flood in few writes.
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (channel.Reader.TryRead(out var received))
                {
                    progress.Add(_ingest.Append(received));
                }

                _ingest.Flush();
                feed.Changed(run.Value.Id);
                connection.CancelAfter(idle ?? Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            await connection.CancelAsync().ConfigureAwait(false);
            IsComplete |= await receiving.ConfigureAwait(false);
            _reconnect.End(LineCount);
        }
    }

    /// <returns>True when the connection reached the end of the log; false when it broke or was cut.</returns>
    private async Task<bool> ReceiveAsync(ChannelWriter<LogEvent> writer, CancellationToken cancellationToken)
    {
        try
        {
            var events = kaggle.Client.ReadLogAsync(version.Kernel, version.Version, cancellationToken);
            var own = new LogOwnership(run.Value.Nonce).CheckAsync(events, cancellationToken);
            await foreach (var received in own.ConfigureAwait(false))
            {
                await writer.WriteAsync(received, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (ForeignLogException e)
        {
            await run.WaitForAsync($"{e.Message} Asking again.", cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (Exception e) when (e is KaggleException or OperationCanceledException)
        {
            Log.Dropped(logger, run.Value.Id, e.Message);
            return false;
        }
        finally
        {
            writer.Complete();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "The log stream of run {Run} ended early: {Reason}")]
        public static partial void Dropped(ILogger logger, Common.RunId run, string reason);
    }
}
