namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Sends in small pieces that end anywhere, each on its way before the next.</summary>
internal sealed class CrumbledStream(Stream inner, Random random) : WriteStream(inner)
{
    private const int SmallestMost = 12;
    private const int MostPieces = 200;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var most = Math.Max(SmallestMost, buffer.Length / MostPieces * 2);
        while (buffer.Length > 0)
        {
            var length = Math.Min(buffer.Length, random.Next(1, most));
            await Inner.WriteAsync(buffer[..length], cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            buffer = buffer[length..];
        }
    }
}
