namespace KaggleRunner.Core.Common;

/// <summary>A lock between processes: an open file, let go by the system when its process ends, however it ends.</summary>
public sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FileLock(FileStream file) => this._file = file;

    /// <summary>Takes the lock, or returns null when another process (or another holder in this one) has it.</summary>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is free and takes it.</summary>
    public static async Task<FileLock> WaitAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
