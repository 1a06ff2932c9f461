using System.Buffers;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>Finds a text of any characters in any case.</summary>
internal sealed class DecodedTextMatcher(string text) : ILineMatcher
{
    private readonly SearchValues<string> _text = SearchValues.Create([text], StringComparison.OrdinalIgnoreCase);

    public void Match(Span<byte> lines, BlockHits hits, CancellationToken cancellationToken)
    {
        using var decoded = new DecodedLines(lines);
        ReadOnlySpan<char> rest = decoded.Text;
        while (rest.IndexOfAny(_text) is >= 0 and var at)
        {
            hits.Add(rest[..at], '\n');
            rest = rest[(at + rest[at..].IndexOf('\n') + 1)..];
        }
    }
}
