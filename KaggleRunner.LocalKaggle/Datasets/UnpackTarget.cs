namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>A folder that takes plain files only, up to a number of files and bytes counted as they come.</summary>
internal sealed class UnpackTarget(string folder, long maxBytes)
{
    private const int MaxFiles = 200_000;
    private const int BufferBytes = 128 * 1024;
    private long _bytes;
    private int _files;

    public async Task AddAsync(string inside, string entry, Stream content, CancellationToken cancellationToken)
    {
        if (EntryName.Clean(entry) is not { } name)
        {
            return;
        }

        if (++_files > MaxFiles)
        {
            throw new UnpackException($"The archives hold more than {MaxFiles} files.");
        }

        var path = Path.Combine(folder, inside, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // One of an earlier try may be read-only already.
        File.Delete(path);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if ((_bytes += read) > maxBytes)
            {
                throw new UnpackException($"The archives unpack to more than {maxBytes} bytes.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
