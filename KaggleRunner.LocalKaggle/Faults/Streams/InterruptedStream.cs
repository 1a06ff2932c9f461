namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>A live log that is interrupted after some bytes, at the latest before its sentinel.</summary>
internal abstract class InterruptedStream(Stream inner, FaultStrike strike) : WriteStream(inner)
{
    /// <summary>From nothing to 128 KB, as often of each order of magnitude.</summary>
    private long _left = strike.Random.NextInt64((2L << strike.Random.Next(17)) - 1);

    public sealed override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var sentinel = buffer.Span.IndexOf("data: END_OF_LOG"u8);
        var most = sentinel < 0 ? _left : Math.Min(_left, sentinel);
        if (buffer.Length <= most)
        {
            _left -= buffer.Length;
            await Inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        await Inner.WriteAsync(buffer[..(int)most], cancellationToken);
        await Inner.FlushAsync(cancellationToken);
        strike.Tell();
        await InterruptAsync(cancellationToken);
        throw new BreakOffException();
    }

    protected abstract Task InterruptAsync(CancellationToken cancellationToken);
}
