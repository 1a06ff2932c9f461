using System.Threading.Channels;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>How one connection to the log ended.</summary>
internal enum LogConnectionEnd
{
    /// <summary>It broke, was cut or fell silent.</summary>
    Broken,

    /// <summary>It sent another log than the connections before.</summary>
    Different,
    Complete,
}

/// <summary>Reads one connection: Kaggle sends the log from its start each time, and the ingest drops what it has.</summary>
/// <param name="arrived">Takes the records of each batch, once it is written.</param>
internal sealed partial class LogConnection(
    LiveRun run,
    KaggleContext kaggle,
    KernelVersion version,
    Action<IReadOnlyList<RunRecord>> arrived,
    TimeProvider time,
    ILogger logger
)
{
    private const int SmallBatch = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <param name="withoutRepeats">Passes over an event that is the one before, byte for byte.</param>
    /// <param name="silence">A connection that is silent for longer is given up.</param>
    public async Task<LogConnectionEnd> ReadAsync(
        LogIngest ingest,
        bool withoutRepeats,
        TimeSpan silence,
        CancellationToken cancellationToken
    )
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        connection.CancelAfter(silence);
        ingest.BeginConnection();
        var channel = Channel.CreateBounded<LogEvent>(4096);
        var receiving = ReceiveAsync(channel.Writer, withoutRepeats, connection.Token);
        var isDifferent = false;
        try
        {
            // Whatever has arrived is one batch: the first line is shown at once, a flood in few writes.
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                connection.CancelAfter(silence);
                if (Take(channel.Reader, ingest) < SmallBatch)
                {
                    // Thousands of lines a second that come one by one would each be a few writes.
                    await Task.Delay(Pause, time, connection.Token)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (LogMismatchException e)
        {
            isDifferent = true;
            Log.Different(logger, run.Value.Id, e.Message);
        }
        finally
        {
            await connection.CancelAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
        }

        return isDifferent ? LogConnectionEnd.Different
            : await receiving.ConfigureAwait(false) ? LogConnectionEnd.Complete
            : LogConnectionEnd.Broken;
    }

    /// <returns>How many events there were.</returns>
    private int Take(ChannelReader<LogEvent> reader, LogIngest ingest)
    {
        List<RunRecord> records = [];
        var events = 0;
        for (; reader.TryRead(out var received); events++)
        {
            records.AddRange(ingest.Append(received));
        }

        ingest.Flush();
        arrived(records);
        return events;
    }

    /// <returns>True when the connection reached the end of the log; false when it broke or was cut.</returns>
    private async Task<bool> ReceiveAsync(
        ChannelWriter<LogEvent> writer,
        bool withoutRepeats,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var events = kaggle.Client.ReadLogAsync(version.Kernel, version.Version, cancellationToken);
            var own = new LogOwnership(run.Value.Nonce).CheckAsync(events, cancellationToken);
            LogEvent? last = null;
            await foreach (var received in own.ConfigureAwait(false))
            {
                if (!withoutRepeats || received != last)
                {
                    await writer.WriteAsync(received, cancellationToken).ConfigureAwait(false);
                }

                last = received;
            }

            return true;
        }
        catch (ForeignLogException e)
        {
            Log.Dropped(logger, run.Value.Id, e.Message);
            await run.WaitForAsync($"{e.Message} Asking again.", CancellationToken.None).ConfigureAwait(false);
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

        [LoggerMessage(Level = LogLevel.Information, Message = "The log of run {Run} is read again: {Reason}")]
        public static partial void Different(ILogger logger, Common.RunId run, string reason);
    }
}
