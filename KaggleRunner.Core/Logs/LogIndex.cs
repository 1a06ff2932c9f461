using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>Where a line ends in <c>log.txt</c> (after its <c>\n</c>), and when it came.</summary>
/// <param name="Overwrites">The line holds a <c>\r</c>: what it shows in the end stands behind the last one.</param>
internal readonly record struct IndexEntry(long End, double Time, bool Overwrites)
{
    public const int Size = 24;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, End);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[8..], Time);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Overwrites ? 1 : 0);
    }

    public static IndexEntry Read(ReadOnlySpan<byte> source) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(source),
            BinaryPrimitives.ReadDoubleLittleEndian(source[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]) != 0
        );
}

/// <summary>The layout of <c>log.index</c>: two slots for commits, then one entry of fixed size a line.</summary>
internal static class LogIndex
{
    public const int HeaderSize = 2 * LogCommit.SlotSize;

    public static long SlotOffset(long sequence) => sequence % 2 * LogCommit.SlotSize;

    public static long EntryOffset(int line) => HeaderSize + ((long)line * IndexEntry.Size);

    /// <summary>The newest whole commit, or null when there is none.</summary>
    public static LogCommit? ReadCommit(SafeFileHandle index)
    {
        var header = new byte[HeaderSize];

        // A reader may meet both slots while each is being written, if the writer commits twice meanwhile: look again.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var read = ReadFully(index, header, 0);
            if (read == 0)
            {
                return null;
            }

            var first = LogCommit.Decode(header.AsSpan(0, Math.Min(read, LogCommit.SlotSize)));
            var second = LogCommit.Decode(header.AsSpan(Math.Min(read, LogCommit.SlotSize), Rest(read)));
            if (first is not null || second is not null)
            {
                return (first?.Sequence ?? -1) > (second?.Sequence ?? -1) ? first : second;
            }
        }

        return null;
    }

    public static IndexEntry[] ReadEntries(SafeFileHandle index, int first, int count)
    {
        var bytes = new byte[count * IndexEntry.Size];
        var whole = ReadFully(index, bytes, EntryOffset(first)) / IndexEntry.Size;
        var entries = new IndexEntry[whole];
        for (var i = 0; i < whole; i++)
        {
            entries[i] = IndexEntry.Read(bytes.AsSpan(i * IndexEntry.Size, IndexEntry.Size));
        }

        return entries;
    }

    /// <summary>How many lines end at <paramref name="offset"/> of <c>log.txt</c> or before.</summary>
    public static int LinesEndingBy(SafeFileHandle index, int lines, long offset) =>
        CountWhile(index, lines, entry => entry.End <= offset);

    /// <summary>How many lines came before <paramref name="seconds"/>.</summary>
    public static int LinesBefore(SafeFileHandle index, int lines, double seconds) =>
        CountWhile(index, lines, entry => entry.Time < seconds);

    public static int ReadFully(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(file, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <summary>How many of the first entries are so; those behind them are not.</summary>
    private static int CountWhile(SafeFileHandle index, int lines, Func<IndexEntry, bool> isSo)
    {
        var (low, high) = (0, lines);
        Span<byte> bytes = stackalloc byte[IndexEntry.Size];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var read = ReadFully(index, bytes, EntryOffset(middle));
            if (read == bytes.Length && isSo(IndexEntry.Read(bytes)))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int Rest(int read) => Math.Max(0, read - LogCommit.SlotSize);
}
