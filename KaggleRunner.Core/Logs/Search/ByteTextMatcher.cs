using System.Text;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// Finds a text in the bytes as they are, without decoding them. No character outside of ASCII is another case of one
/// within, for a comparison that ignores case.
/// </summary>
internal sealed class ByteTextMatcher : ILineMatcher
{
    private readonly byte[] _text;
    private readonly AsciiFinder? _anyCase;

    private ByteTextMatcher(string text, bool matchCase)
    {
        _text = Encoding.UTF8.GetBytes(text);
        _anyCase = matchCase ? null : new AsciiFinder(text);
    }

    public static ILineMatcher For(string text, bool matchCase) =>
        matchCase || Ascii.IsValid(text) ? new ByteTextMatcher(text, matchCase) : new AnyCaseMatcher(text);

    public void Match(Span<byte> lines, BlockHits hits, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> rest = lines;
        while (IndexIn(rest) is >= 0 and var at)
        {
            hits.Add(rest[..at]);
            rest = rest[(at + rest[at..].IndexOf((byte)'\n') + 1)..];
        }
    }

    private int IndexIn(ReadOnlySpan<byte> text) => _anyCase?.IndexOf(text) ?? text.IndexOf(_text);
}
