namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Sends in twenty pieces with pauses, two seconds in all.</summary>
internal sealed class SlowStream(Stream inner, Func<long?> length, TimeProvider time, CancellationToken aborted)
    : WriteStream(inner)
{
    private const int Pieces = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var piece = (int)Math.Clamp((length() ?? 0) / Pieces, 1024, int.MaxValue);
        while (buffer.Length > 0)
        {
            var now = buffer[..Math.Min(piece, buffer.Length)];
            await Inner.WriteAsync(now, cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            // Of a write that is no whole piece the pause is as much shorter.
            await Task.Delay(Pause * ((double)now.Length / piece), time, aborted);
            buffer = buffer[now.Length..];
        }
    }
}
