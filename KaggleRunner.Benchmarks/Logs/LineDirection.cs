using System.Net.Sockets;
using System.Threading.Channels;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>One direction of a line: what all connections send goes one after another, and arrives a while later.</summary>
/// <param name="kilobits">A second; 0 for no limit.</param>
internal sealed class LineDirection(int kilobits, TimeSpan delay)
{
    private const int Packet = 1460;

    /// <summary>Packets of one connection that wait in the line before its sender has to.</summary>
    private const int Queue = 16;

    private readonly Lock _gate = new();
    private TimeSpan _freeAt;
    private long _bytes;

    /// <summary>All bytes so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Carries what comes from one socket to the other until the one has nothing more.</summary>
    public async Task CarryAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var line = Channel.CreateBounded<(TimeSpan At, byte[] Bytes)>(Queue);
        await Task.WhenAll(
            SendAsync(from, line.Writer, cancellationToken),
            DeliverAsync(line.Reader, to, cancellationToken)
        );
    }

    private async Task SendAsync(
        Socket from,
        ChannelWriter<(TimeSpan At, byte[] Bytes)> line,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var packet = new byte[Packet];
            while (await from.ReceiveAsync(packet, cancellationToken) is > 0 and var length)
            {
                await line.WriteAsync((Departure(length) + delay, packet[..length]), cancellationToken);
            }
        }
        finally
        {
            line.Complete();
        }
    }

    private static async Task DeliverAsync(
        ChannelReader<(TimeSpan At, byte[] Bytes)> line,
        Socket to,
        CancellationToken cancellationToken
    )
    {
        await foreach (var (at, bytes) in line.ReadAllAsync(cancellationToken))
        {
            if (at - Now() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            await to.SendAsync(bytes, cancellationToken);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    /// <summary>When the last bit of so many bytes has left.</summary>
    private TimeSpan Departure(int bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        lock (_gate)
        {
            var now = Now();
            var takes = kilobits == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(bytes * 8.0 / kilobits);
            return _freeAt = (now > _freeAt ? now : _freeAt) + takes;
        }
    }

    private static TimeSpan Now() => TimeProvider.System.GetElapsedTime(0);
}
