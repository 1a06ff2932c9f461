using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// Finds a text with characters beyond ASCII in any case: decodes only lines that have its longest part within ASCII,
/// and a byte with which its first character beyond ASCII begins.
/// </summary>
internal sealed class AnyCaseMatcher : ILineMatcher
{
    private readonly string _text;
    private readonly AsciiFinder? _part;
    private readonly SearchValues<byte> _beginnings;

    public AnyCaseMatcher(string text)
    {
        _text = text;
        var part = LongestAscii(text);
        _part = part.Length == 0 ? null : new AsciiFinder(part);
        _beginnings = SearchValues.Create([.. BeginningsOf(text)]);
    }

    public void Match(Span<byte> lines, BlockHits hits, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> rest = lines;
        var line = 0;
        while (CandidateIn(rest) is >= 0 and var at)
        {
            var begin = rest[..at].LastIndexOf((byte)'\n') + 1;
            line += rest[..begin].Count((byte)'\n');
            rest = rest[begin..];
            var end = rest.IndexOf((byte)'\n');
            if (IsHit(rest[..end]))
            {
                hits.AddAt(line);
            }

            line++;
            rest = rest[(end + 1)..];
        }
    }

    // No character beyond ASCII is another case of one within: most lines of most logs are out of question.
    private bool IsHit(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAny(_beginnings))
        {
            return false;
        }

        using var decoded = new DecodedLines(line);
        return ((ReadOnlySpan<char>)decoded.Text).Contains(_text, StringComparison.OrdinalIgnoreCase);
    }

    private int CandidateIn(ReadOnlySpan<byte> text) => _part?.IndexOf(text) ?? text.IndexOfAny(_beginnings);

    private static string LongestAscii(string text)
    {
        var longest = "";
        for (var at = 0; at < text.Length; at++)
        {
            var length = text.AsSpan(at).IndexOfAnyExceptInRange('\0', '\x7f');
            length = length < 0 ? text.Length - at : length;
            longest = length > longest.Length ? text.Substring(at, length) : longest;
            at += length;
        }

        return longest;
    }

    /// <summary>The first bytes, in UTF-8, of all cases of the first character beyond ASCII.</summary>
    private static IEnumerable<byte> BeginningsOf(string text)
    {
        var first = text.AsSpan(text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f'), 1);
        if (char.IsSurrogate(first[0]))
        {
            // Four bytes each.
            return Enumerable.Range(0xF0, 5).Select(value => (byte)value);
        }

        var beginnings = new HashSet<byte>();
        Span<byte> bytes = stackalloc byte[3];
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            var same = MemoryMarshal.CreateReadOnlySpan(ref c, 1).Equals(first, StringComparison.OrdinalIgnoreCase);
            if (same && new Rune(c).TryEncodeToUtf8(bytes, out _))
            {
                beginnings.Add(bytes[0]);
            }
        }

        return beginnings;
    }
}
