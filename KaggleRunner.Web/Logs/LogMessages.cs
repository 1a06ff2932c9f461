using KaggleRunner.Core.Logs;

namespace KaggleRunner.Web.Logs;

/// <summary>A line as it travels to a browser: short names, since there are many.</summary>
/// <param name="N">The line's number.</param>
/// <param name="T">Seconds since the session began.</param>
/// <param name="Text">The text, cut when it is longer than a screen could show.</param>
public readonly record struct LogRow(int N, double T, string Text)
{
    private const int Longest = 10_000;

    internal static LogRow Of(LogLine line) => new(line.Number, Math.Round(line.Time, 2), Cut(line.Text));

    /// <summary>Of a long line its beginning; of one that overwrites itself its last state, which stands at the end.</summary>
    internal static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var last = text.AsSpan().TrimEnd('\r').LastIndexOf('\r') + 1;
        return text.Length - last <= Longest
            ? text[last..]
            : $"{text.AsSpan(last, Longest)}… (cut: the raw log has all of it)";
    }
}

/// <summary>The log as it stands when a browser opens it.</summary>
public sealed record OpenedLog(int LineCount, int FirstLine, IReadOnlyList<LogRow> Lines, string Partial);

/// <summary>
/// What was added since the last message. A log that grows fast is not sent whole: lines before
/// <paramref name="FromLine"/> are there to be read when somebody looks at them.
/// </summary>
public sealed record LogGrowth(
    string Project,
    int Number,
    int FromLine,
    IReadOnlyList<LogRow> Lines,
    int LineCount,
    string Partial
);

/// <summary>The numbers of the lines that hold a text; more of them when <paramref name="More"/>.</summary>
public sealed record FoundLines(IReadOnlyList<int> Lines, bool More);

/// <summary>A run as clients of the hub learn of it.</summary>
public sealed record RunChange(
    string Project,
    int Number,
    string Target,
    string? Step,
    string? Verdict,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt
);
