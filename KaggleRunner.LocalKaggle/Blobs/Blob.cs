using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>A file that is being sent, or has been. How much of it is here is told by its length on disk alone.</summary>
internal sealed class Blob(BlobRecord record, string folder) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource? _writing;

    public BlobRecord Record { get; } = record;
    public string Folder { get; } = folder;
    public string Data => Path.Combine(Folder, "data");
    public string Description => Path.Combine(Folder, "blob.json");
    public long Received => new FileInfo(Data) is { Exists: true, Length: var length } ? length : 0;
    public bool IsWhole => Received == Record.ContentLength;

    /// <summary>
    /// Adds a part that begins at <paramref name="from"/>; what is here already is skipped, so that a sender may repeat
    /// itself. A sender that comes back ends its own broken connection. Returns what has been received then.
    /// </summary>
    public async Task<long> WriteAsync(Stream body, long from, CancellationToken cancellationToken)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await EndAsync(Interlocked.Exchange(ref _writing, mine));
        await _turn.WaitAsync(mine.Token);
        try
        {
            if (from <= Received)
            {
                await AppendAsync(body, skip: Received - from, mine.Token);
            }

            return Received;
        }
        finally
        {
            Interlocked.CompareExchange(ref _writing, null, mine);
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task EndAsync(CancellationTokenSource? other)
    {
        try
        {
            await (other?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    private async Task AppendAsync(Stream body, long skip, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Data, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            var old = (int)Math.Min(skip, read);
            skip -= old;
            if (file.Length + read - old > Record.ContentLength)
            {
                throw new KaggleFault(400, "More bytes were sent than were announced.");
            }

            await file.WriteAsync(buffer.AsMemory(old, read - old), cancellationToken);
        }
    }
}
