using System.Text;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The beginning of a text file.</summary>
/// <param name="IsWhole">The file holds no more than this.</param>
/// <param name="IsBinary">It holds zero bytes: hardly a text.</param>
public sealed record TextHead(string Text, bool IsWhole, bool IsBinary)
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    ];

    /// <summary>Reads at most so many bytes; UTF-8 unless a mark at the beginning says otherwise.</summary>
    public static async Task<TextHead> ReadAsync(string path, int mostBytes, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var closing = file.ConfigureAwait(false);
        var bytes = new byte[Math.Min(mostBytes, file.Length)];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        var encoding = Array.Find(Marked, e => bytes.AsSpan(0, read).StartsWith(e.Preamble));
        var mark = encoding?.Preamble.Length ?? 0;
        var isWide = mark == 2;
        var isWhole = file.Position >= file.Length;
        var end = isWhole || isWide ? read : WholeCharacters(bytes.AsSpan(0, read));
        return new TextHead(
            (encoding ?? Encoding.UTF8).GetString(bytes, mark, Math.Max(0, end - mark)),
            isWhole,
            !isWide && bytes.AsSpan(0, read).Contains((byte)0)
        );
    }

    // A character cut in two would show as a sign that is not in the file.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) != 0x80)
            {
                var length =
                    b >= 0xF0 ? 4
                    : b >= 0xE0 ? 3
                    : b >= 0xC0 ? 2
                    : 1;
                return length > back ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
