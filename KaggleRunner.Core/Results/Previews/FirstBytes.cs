using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>What can be said of a file of any kind without running or unpacking anything of it.</summary>
/// <param name="Dump">The first bytes: offset, hexadecimal, letters.</param>
/// <param name="Fact">What the beginning tells, in words; null when it tells nothing.</param>
public sealed record FirstBytes(string Dump, string? Fact)
{
    private const int Shown = 512;
    private const int Looked = 4096;
    private const int Row = 16;

    private static readonly (byte[] Magic, string Words)[] Known =
    [
        (
            [0x50, 0x4B, 0x03, 0x04],
            "A zip archive; PyTorch and NumPy keep several arrays in one. It is not unpacked here."
        ),
        ([0x1F, 0x8B], "Compressed with gzip."),
        ([0x28, 0xB5, 0x2F, 0xFD], "Compressed with Zstandard."),
        ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "HDF5, as Keras and pandas write it."),
        ([0x80, 0x02], PickleWords),
        ([0x80, 0x03], PickleWords),
        ([0x80, 0x04], PickleWords),
        ([0x80, 0x05], PickleWords),
        ([0x7F, 0x45, 0x4C, 0x46], "A program or library for Linux."),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "An SQLite database."),
        ([0x25, 0x50, 0x44, 0x46], "A PDF document: with a name that ends in .pdf it would be shown."),
    ];

    private const string PickleWords =
        "A pickle: opening one runs whatever program it holds, so it is never opened here.";

    /// <summary>Reads the first bytes of a file.</summary>
    public static async Task<FirstBytes> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var closing = file.ConfigureAwait(false);
        var bytes = new byte[Looked];
        var read = await file.ReadAtLeastAsync(bytes, Looked, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        var head = bytes.AsSpan(0, read);
        return new FirstBytes(DumpOf(head[..Math.Min(Shown, read)]), FactOf(head));
    }

    private static string? FactOf(ReadOnlySpan<byte> head)
    {
        if (head.Length > 10 && head[0] == 0x93 && head[1..6].SequenceEqual("NUMPY"u8))
        {
            return Numpy(head);
        }

        foreach (var (magic, words) in Known)
        {
            if (head.StartsWith(magic))
            {
                return words;
            }
        }

        return null;
    }

    // The header is a Python literal; it is shown as text and not evaluated.
    private static string? Numpy(ReadOnlySpan<byte> head)
    {
        var isLong = head[6] >= 2;
        var begin = isLong ? 12 : 10;
        if (head.Length < begin)
        {
            return null;
        }

        var length = isLong
            ? BinaryPrimitives.ReadUInt32LittleEndian(head[8..])
            : BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        var header = head.Slice(begin, (int)Math.Min(length, (uint)(head.Length - begin)));
        return $"A NumPy array: {Encoding.Latin1.GetString(header).Trim()}";
    }

    private static string DumpOf(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += Row)
        {
            var row = bytes.Slice(at, Math.Min(Row, bytes.Length - at));
            text.Append(CultureInfo.InvariantCulture, $"{at:x8}  ");
            for (var i = 0; i < Row; i++)
            {
                text.Append(i < row.Length ? row[i].ToString("x2", CultureInfo.InvariantCulture) : "  ")
                    .Append(i == 7 ? "  " : " ");
            }

            text.Append(' ');
            foreach (var b in row)
            {
                text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
