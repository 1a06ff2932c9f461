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

/// <summary>The log as it stands when a browser opens it, or comes back to its end.</summary>
/// <param name="StartedAt">About when the session began: the moment from which lines count their seconds.</param>
public sealed record OpenedLog(
    int LineCount,
    int FirstLine,
    IReadOnlyList<LogRow> Lines,
    string Partial,
    DateTimeOffset? StartedAt
);

/// <summary>
/// What was added since the last message. A log that grows fast is not sent whole, and to those who look elsewhere no
/// line is sent: lines before <paramref name="FromLine"/> are there to be read when somebody looks at them.
/// </summary>
public sealed record LogGrowth(
    string Project,
    int Number,
    int FromLine,
    IReadOnlyList<LogRow> Lines,
    int LineCount,
    string Partial
);

/// <summary>
/// The sections of a log as they are at <paramref name="Revision"/>. With <paramref name="Before"/> only what has changed
/// since that revision: the tests from number <paramref name="From"/> on are replaced.
/// </summary>
public sealed record LogSectionsChange(
    string Project,
    int Number,
    int Revision,
    int? Before,
    IReadOnlyList<OutlineSection> Phases,
    int From,
    IReadOnlyList<OutlineSection> Tests
);

/// <summary>The lines that a search has found.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="IsComplete">False when there are more than were counted.</param>
/// <param name="Lines">The numbers of the first of them.</param>
public sealed record FoundLines(int Total, bool IsComplete, IReadOnlyList<int> Lines);

/// <summary>How many lines a search has found, and the one that was asked for.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="IsComplete">False when there are more than were counted.</param>
/// <param name="Hit">With hits around it, so that not every step is a message; null when there is none.</param>
public sealed record FoundHit(int Total, bool IsComplete, LogHit? Hit);

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
