using System.Buffers;
using KaggleRunner.Core.Common;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>A file that grows at its end through a buffer; a write that failed can be tried again.</summary>
internal sealed class AppendedFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private long _written;

    /// <summary>Opens or makes the file and cuts it to <paramref name="length"/> bytes.</summary>
    public AppendedFile(string path, long length)
    {
        this._path = path;
        _written = length;
        try
        {
            _handle = File.OpenHandle(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (RandomAccess.GetLength(_handle) > length)
            {
                RandomAccess.SetLength(_handle, length);
            }
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            _handle?.Dispose();
            throw WriteFailure.For(path, e);
        }
    }

    public IBufferWriter<byte> Pending => _pending;
    public int PendingBytes => _pending.WrittenCount;

    /// <summary>The file's length once all is written out.</summary>
    public long Length => _written + _pending.WrittenCount;

    public void WriteOut()
    {
        if (_pending.WrittenCount == 0)
        {
            return;
        }

        WriteAt(_written, _pending.WrittenSpan);
        _written += _pending.WrittenCount;
        _pending.ResetWrittenCount();
    }

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(_path, e);
        }
    }

    public void ReachDisk()
    {
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(_path, e);
        }
    }

    public void Dispose() => _handle.Dispose();
}
