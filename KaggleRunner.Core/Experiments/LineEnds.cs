namespace KaggleRunner.Core.Experiments;

/// <summary>
/// Gives an edited text the line ends that it had before: editors know one line end a text, files may hold several.
/// </summary>
internal static class LineEnds
{
    /// <summary>The edited text; lines that were there before end as they did, new ones as most others do.</summary>
    public static string Keep(string before, string edited)
    {
        var (old, now) = (Split(before), Split(edited));
        var common = Math.Min(old.Count, now.Count);
        var head = 0;
        while (head < common && Same(old[head], now[head]))
        {
            head++;
        }

        var tail = 0;
        while (tail < common - head && Same(old[^(tail + 1)], now[^(tail + 1)]))
        {
            tail++;
        }

        var usual = Usual(old);
        return string.Concat(
            now.Select(
                (line, at) =>
                {
                    var was =
                        at < head ? old[at].End
                        : at >= now.Count - tail ? old[at - now.Count + old.Count].End
                        : usual;
                    return line.Text
                        + (
                            line.End.Length == 0 ? ""
                            : was.Length == 0 ? usual
                            : was
                        );
                }
            )
        );
    }

    private static bool Same(Line one, Line other) => string.Equals(one.Text, other.Text, StringComparison.Ordinal);

    private static string Usual(IEnumerable<Line> lines) =>
        lines
            .Where(line => line.End.Length > 0)
            .GroupBy(line => line.End, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .FirstOrDefault("\n");

    private static List<Line> Split(string text)
    {
        var lines = new List<Line>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('\n' or '\r'))
            {
                continue;
            }

            var length = text.AsSpan(at).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;
            lines.Add(new(text[start..at], text.Substring(at, length)));
            at += length - 1;
            start = at + 1;
        }

        lines.Add(new(text[start..], ""));
        return lines;
    }

    private readonly record struct Line(string Text, string End);
}
