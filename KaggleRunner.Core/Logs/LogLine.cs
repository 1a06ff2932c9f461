namespace KaggleRunner.Core.Logs;

/// <summary>A line of a run's log.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Time">When it ended, in seconds since the session began.</param>
/// <param name="Text">The line with its escape sequences and <c>\r</c>, without its <c>\n</c>; a very long one cut.</param>
public readonly record struct LogLine(int Number, double Time, string Text);

/// <summary>The log as it stands.</summary>
/// <param name="LineCount">How many lines there are.</param>
/// <param name="FirstLine">The number of the first of <paramref name="Lines"/>; one more than the count when there are none.</param>
/// <param name="Lines">The last lines.</param>
/// <param name="Partial">The line that has not ended yet; empty when there is none.</param>
public sealed record LogSnapshot(int LineCount, int FirstLine, IReadOnlyList<LogLine> Lines, string Partial);
