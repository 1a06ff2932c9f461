using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>Looks for a text in a log, in blocks of whole lines.</summary>
internal static class LogSearch
{
    // More than the longest line can have, at three bytes a character.
    private const int BlockSize = 4 * LineAssembler.Longest;

    public static IReadOnlyList<int> Find(SafeFileHandle log, long length, string text, int limit)
    {
        var found = new List<int>();
        if (text.Length == 0 || text.Contains('\n'))
        {
            return found;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(BlockSize);
        var chars = ArrayPool<char>.Shared.Rent(BlockSize);
        try
        {
            var line = 1;
            for (long offset = 0; offset < length && found.Count < limit; )
            {
                var read = LogIndex.ReadFully(log, bytes.AsSpan(0, (int)Math.Min(BlockSize, length - offset)), offset);
                var whole = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
                if (whole == 0)
                {
                    break;
                }

                var count = Encoding.UTF8.GetChars(bytes.AsSpan(0, whole), chars);
                count = AnsiText.Strip(chars.AsSpan(0, count), chars);
                line = FindIn(chars.AsSpan(0, count), line, text, limit, found);
                offset += whole;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }

        return found;
    }

    /// <returns>The number of the line that follows the block.</returns>
    private static int FindIn(ReadOnlySpan<char> block, int line, string text, int limit, List<int> found)
    {
        while (found.Count < limit)
        {
            var at = block.IndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                break;
            }

            line += block[..at].Count('\n');
            found.Add(line);
            block = block[(at + block[at..].IndexOf('\n') + 1)..];
            line++;
        }

        return line + block.Count('\n');
    }
}
