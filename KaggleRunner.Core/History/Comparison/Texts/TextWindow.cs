namespace KaggleRunner.Core.History.Comparison.Texts;

/// <summary>Where two long texts begin to differ, and what stands there.</summary>
/// <param name="Before">The first file's text from there on, with a few lines before; a part of it when it is long.</param>
/// <param name="After">The other file's.</param>
/// <param name="SameLines">How many lines before are the same and left out.</param>
/// <param name="IsWhole">Nothing is left out behind.</param>
public sealed record TextWindow(string Before, string After, long SameLines, bool IsWhole)
{
    private const int Block = 1 << 20;
    private const int LinesBefore = 10;
    private const int LongestLead = 32 * 1024;

    /// <summary>Reads both files as far as they are the same, and at most so many bytes of each from there on.</summary>
    /// <returns>Null when one of them is no text there.</returns>
    /// <exception cref="IOException">One of the files cannot be read.</exception>
    public static async Task<TextWindow?> FindAsync(
        string before,
        string after,
        int mostBytes,
        CancellationToken cancellationToken
    )
    {
        var old = Open(before);
        await using var closingOld = old.ConfigureAwait(false);
        var now = Open(after);
        await using var closingNow = now.ConfigureAwait(false);
        var (same, lines) = await SkipSameAsync(old, now, cancellationToken).ConfigureAwait(false);
        var (begin, back) = await LeadAsync(old, same, cancellationToken).ConfigureAwait(false);
        var (first, isFirstWhole) = await ReadAsync(old, begin, mostBytes, cancellationToken).ConfigureAwait(false);
        var (other, isOtherWhole) = await ReadAsync(now, begin, mostBytes, cancellationToken).ConfigureAwait(false);
        return first is null || other is null
            ? null
            : new TextWindow(first, other, Math.Max(0, lines - back), isFirstWhole && isOtherWhole);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);

    /// <summary>How many bytes are the same at the beginning, and how many lines end among them.</summary>
    private static async Task<(long Bytes, long Lines)> SkipSameAsync(
        FileStream old,
        FileStream now,
        CancellationToken cancellationToken
    )
    {
        var (first, other) = (new byte[Block], new byte[Block]);
        var (bytes, lines) = (0L, 0L);
        while (true)
        {
            var a = await old.ReadAtLeastAsync(first, Block, false, cancellationToken).ConfigureAwait(false);
            var b = await now.ReadAtLeastAsync(other, Block, false, cancellationToken).ConfigureAwait(false);
            var same = first.AsSpan(0, a).CommonPrefixLength(other.AsSpan(0, b));
            bytes += same;
            lines += first.AsSpan(0, same).Count((byte)'\n');
            if (same < Block)
            {
                return (bytes, lines);
            }
        }
    }

    /// <summary>Where a few lines before that byte begin, and how many these are; the byte's own line when it is long.</summary>
    private static async Task<(long Begin, int Lines)> LeadAsync(
        FileStream file,
        long same,
        CancellationToken cancellationToken
    )
    {
        var lead = new byte[(int)Math.Min(LongestLead, same)];
        file.Position = same - lead.Length;
        var read = await file.ReadAtLeastAsync(lead, lead.Length, false, cancellationToken).ConfigureAwait(false);
        var (at, lines) = (read, -1);
        for (var i = read - 1; i >= 0 && lines < LinesBefore; i--)
        {
            if (lead[i] == (byte)'\n')
            {
                (at, lines) = (i + 1, lines + 1);
            }
        }

        return same - lead.Length == 0 && lines < LinesBefore
            ? (0, lines + 1)
            : (same - lead.Length + at, Math.Max(0, lines));
    }

    private static async Task<(string? Text, bool IsWhole)> ReadAsync(
        FileStream file,
        long begin,
        int most,
        CancellationToken cancellationToken
    )
    {
        file.Position = begin;
        var bytes = new byte[(int)Math.Clamp(file.Length - begin, 0, most)];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken).ConfigureAwait(false);
        var isWhole = file.Position >= file.Length;
        var text = bytes.AsSpan(0, read);
        if (!isWhole && text.LastIndexOf((byte)'\n') is var end and > 0)
        {
            text = text[..(end + 1)];
        }

        return (text.Contains((byte)0) ? null : System.Text.Encoding.UTF8.GetString(text), isWhole);
    }
}
