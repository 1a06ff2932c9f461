using System.Buffers;
using KaggleRunner.Core.Common;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>A file that grows at its end through a buffer; a write that failed can be tried again.</summary>
internal sealed class AppendedFile : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly ArrayBufferWriter<byte> pending = new();
    private long written;

    /// <summary>Opens or makes the file and cuts it to <paramref name="length"/> bytes.</summary>
    public AppendedFile(string path, long length)
    {
        this.path = path;
        written = length;
        try
        {
            handle = File.OpenHandle(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (RandomAccess.GetLength(handle) > length)
            {
                RandomAccess.SetLength(handle, length);
            }
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            handle?.Dispose();
            throw WriteFailure.For(path, e);
        }
    }

    public IBufferWriter<byte> Pending => pending;
    public int PendingBytes => pending.WrittenCount;

    /// <summary>The file's length once all is written out.</summary>
    public long Length => written + pending.WrittenCount;

    public void WriteOut()
    {
        if (pending.WrittenCount == 0)
        {
            return;
        }

        WriteAt(written, pending.WrittenSpan);
        written += pending.WrittenCount;
        pending.ResetWrittenCount();
    }

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }

    public void ReachDisk()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }

    public void Dispose() => handle.Dispose();
}
