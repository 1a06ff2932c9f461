using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// Cuts a log into blocks of about equal size without looking at its index: a block has the lines that begin in its
/// share of the bytes.
/// </summary>
internal sealed class BlockReader(SafeFileHandle log, long length) : IDisposable
{
    /// <summary>Half of a processor's own cache, so that a block is read from memory once.</summary>
    public const int BlockSize = 512 * 1024;
    private const int Margin = 8 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockSize + Margin + 1);
    private int _read;

    public static int BlocksOf(long length) => (int)((length + BlockSize - 1) / BlockSize);

    /// <summary>The lines of a block, with their ends; empty when none begins there. Valid until the next call.</summary>
    public Span<byte> Read(int block, out long start)
    {
        var from = (long)block * BlockSize;
        var to = Math.Min(from + BlockSize, length);
        var origin = Math.Max(0, from - 1);
        _read = 0;
        Extend(origin, (int)(Math.Min(to + Margin, length) - origin));

        var own = _buffer.AsSpan(0, Math.Min(_read, (int)(to - origin - 1)));
        var first = block == 0 ? 0 : own.IndexOf((byte)'\n') + 1;
        start = origin + first;
        if (block > 0 && first == 0)
        {
            return [];
        }

        // Looked for first: a long line may need a larger buffer.
        var end = EndOfLine(origin, (int)(to - origin - 1));
        var lines = _buffer.AsSpan(first..end);
        return lines[..(lines.LastIndexOf((byte)'\n') + 1)];
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>The place behind the first line end from <paramref name="at"/>.</summary>
    private int EndOfLine(long origin, int at)
    {
        while (at < _read)
        {
            var end = _buffer.AsSpan(at.._read).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return at + end + 1;
            }

            at = _read;
            Extend(origin, (int)Math.Min(2L * _read, length - origin));
        }

        return _read;
    }

    private void Extend(long origin, int size)
    {
        if (size > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            _buffer.AsSpan(0, _read).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _read += LogIndex.ReadFully(log, _buffer.AsSpan(_read..size), origin + _read);
    }
}
