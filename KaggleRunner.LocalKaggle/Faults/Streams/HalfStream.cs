namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Sends the beginning only, never the last byte; then it ends as if that were all, or breaks off.</summary>
internal sealed class HalfStream(Stream inner, FaultStrike strike, Func<long?>? length = null, bool breaksOff = false)
    : WriteStream(inner)
{
    private readonly byte[] _held = new byte[1];
    private bool _holds;
    private long? _left;
    private bool _told;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (buffer.IsEmpty)
        {
            return;
        }

        _left ??= Limit();
        if (_holds)
        {
            await PassAsync(_held, cancellationToken);
        }

        await PassAsync(buffer[..^1], cancellationToken);
        _held[0] = buffer.Span[^1];
        _holds = true;
    }

    public override ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (_holds)
        {
            End();
        }

        return base.FinishAsync(cancellationToken);
    }

    private async ValueTask PassAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        var passed = buffer[..(int)Math.Min(buffer.Length, _left!.Value)];
        _left -= passed.Length;
        await Inner.WriteAsync(passed, cancellationToken);
        if (passed.Length < buffer.Length)
        {
            await Inner.FlushAsync(cancellationToken);
            End();
        }
    }

    private void End()
    {
        if (!_told)
        {
            _told = true;
            strike.Tell();
        }

        if (breaksOff)
        {
            throw new BreakOffException();
        }
    }

    private long Limit() =>
        length?.Invoke() is { } whole and > 0
            ? strike.Random.NextInt64(whole)
            : strike.Random.NextInt64(1L << strike.Random.Next(1, 16));
}
