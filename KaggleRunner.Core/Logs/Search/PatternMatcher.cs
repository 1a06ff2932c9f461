using System.Buffers;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs.Search;

/// <summary>
/// Finds lines by a regular expression, in time that grows with the log's length alone where the pattern allows it.
/// </summary>
/// <remarks>
/// A call a line costs more than most matches do. A pattern that can tell lines' ends in a longer text is therefore
/// given many lines at once: where it finds nothing, no line by itself would match either, and a match within one line
/// is one of that line. Once a match goes over a line's end, every line is looked at by itself.
/// </remarks>
internal sealed class PatternMatcher : ILineMatcher
{
    // Linear in the text, so that only a machine that stands still comes to it.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    /// <summary>Bytes that are decoded at once: twice that stays in a processor's own cache beside what it is made of.</summary>
    private const int Part = 64 * 1024;

    /// <summary>What the quick engine may take where the other one can do it instead: no match takes so long but a bad one.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMilliseconds(100);

    private static readonly SearchValues<string> TextAnchors = SearchValues.Create(
        ["\\A", "\\Z", "\\z", "\\G"],
        StringComparison.Ordinal
    );

    private readonly RegexEngines _engines;
    private volatile bool _byLine;

    private PatternMatcher(Regex line, Regex? lines)
    {
        _engines = new RegexEngines(line, lines, Quickened);
        _byLine = lines is null;
    }

    /// <exception cref="RunnerException">The text is no regular expression.</exception>
    public static ILineMatcher For(string text, bool matchCase)
    {
        var options = RegexOptions.CultureInvariant | (matchCase ? RegexOptions.None : RegexOptions.IgnoreCase);
        try
        {
            try
            {
                // Refused for look-around, back-references and patterns of more than ten thousand states.
                var line = new Regex(text, options | RegexOptions.NonBacktracking, LongestSearch);
                var lines = CanSeeLineEnds(text)
                    ? new Regex(text, options | RegexOptions.NonBacktracking | RegexOptions.Multiline, LongestSearch)
                    : null;
                return new PatternMatcher(line, lines);
            }
            catch (NotSupportedException)
            {
                return new PatternMatcher(new Regex(text, options, LongestMatch), lines: null);
            }
        }
        catch (ArgumentException e)
        {
            throw new RunnerException($"The regular expression cannot be used: {e.Message}", innerException: e);
        }
    }

    public void Match(Span<byte> lines, BlockHits hits, CancellationToken cancellationToken)
    {
        try
        {
            for (var line = 0; !lines.IsEmpty; )
            {
                var part = lines[..LengthOfPart(lines)];
                MatchPart(part, line, hits, cancellationToken);
                line += part.Count((byte)'\n');
                lines = lines[part.Length..];
            }
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new RunnerException(
                "The regular expression takes too long on a line of this log",
                "Leave out look-around, back-references or nested repeats.",
                e
            );
        }
    }

    /// <summary>Whole lines of about <see cref="Part"/>, or one that is longer.</summary>
    private static int LengthOfPart(ReadOnlySpan<byte> lines)
    {
        if (lines.Length <= Part)
        {
            return lines.Length;
        }

        var end = lines[..Part].LastIndexOf((byte)'\n');
        return end >= 0 ? end + 1 : Part + lines[Part..].IndexOf((byte)'\n') + 1;
    }

    private void MatchPart(ReadOnlySpan<byte> lines, int line, BlockHits hits, CancellationToken cancellationToken)
    {
        using var decoded = new DecodedLines(lines[..^1]);
        using var part = _engines.Begin(lines.Length);
        Match(part, WithoutReturns(decoded.Text), line, hits, cancellationToken);
    }

    private void Match(
        RegexEngines.PartMatch part,
        ReadOnlySpan<char> rest,
        int line,
        BlockHits hits,
        CancellationToken cancellationToken
    )
    {
        while (!_byLine)
        {
            if (!part.TryFind(rest, out var at, out var length))
            {
                return;
            }

            line += rest[..at].Count('\n');
            var begin = rest[..at].LastIndexOf('\n') + 1;
            _byLine |= rest.Slice(at, length).Contains('\n');
            rest = rest[begin..];
            if (!_byLine && !TakeHits(part, ref rest, ref line, hits, cancellationToken))
            {
                return;
            }
        }

        MatchByLine(part, rest, line, hits, cancellationToken);
    }

    /// <summary>
    /// Takes the first line, which is a hit, and those that follow it and are hits too: they often stand together, and
    /// whether a line matches costs less to find out than where.
    /// </summary>
    /// <returns>False at the end of the text.</returns>
    private static bool TakeHits(
        RegexEngines.PartMatch part,
        ref ReadOnlySpan<char> rest,
        ref int line,
        BlockHits hits,
        CancellationToken cancellationToken
    )
    {
        var end = rest.IndexOf('\n');
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            hits.AddAt(line++);
            if (end < 0)
            {
                return false;
            }

            rest = rest[(end + 1)..];
            end = rest.IndexOf('\n');
        } while (part.IsMatch(end < 0 ? rest : rest[..end]));

        return true;
    }

    private static void MatchByLine(
        RegexEngines.PartMatch part,
        ReadOnlySpan<char> text,
        int line,
        BlockHits hits,
        CancellationToken cancellationToken
    )
    {
        foreach (var range in text.Split('\n'))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.IsMatch(text[range]))
            {
                hits.AddAt(line);
            }

            line++;
        }
    }

    private static Regex Quickened(Regex regex)
    {
        var isSure = regex.Options.HasFlag(RegexOptions.NonBacktracking);
        return new Regex(
            regex.ToString(),
            (regex.Options & ~RegexOptions.NonBacktracking) | RegexOptions.Compiled,
            isSure ? LongestTry : LongestMatch
        );
    }

    // Lines that end with \r\n read as if they ended with \n: else $ would not match there.
    private static Span<char> WithoutReturns(Span<char> text)
    {
        var written = 0;
        var read = 0;
        while (text[read..].IndexOf("\r\n") is >= 0 and var at)
        {
            text.Slice(read, at).CopyTo(text[written..]);
            written += at;
            read += at + 1;
        }

        text[read..].CopyTo(text[written..]);
        text = text[..(written + text.Length - read)];
        return text is [.., '\r'] ? text[..^1] : text;
    }

    // Anchors of the text's own ends, and options that take line anchors away.
    private static bool CanSeeLineEnds(string text)
    {
        if (text.AsSpan().IndexOfAny(TextAnchors) >= 0)
        {
            return false;
        }

        for (var at = text.IndexOf("(?", StringComparison.Ordinal); at >= 0; )
        {
            if (at + 2 >= text.Length || text[at + 2] is not (':' or '<'))
            {
                return false;
            }

            at = text.IndexOf("(?", at + 2, StringComparison.Ordinal);
        }

        return true;
    }
}
