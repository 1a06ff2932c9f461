using System.Text.RegularExpressions;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Failures;

/// <summary>Finds what Python and its tools call an error among lines of a log, as a terminal shows them.</summary>
internal static partial class ErrorLines
{
    /// <summary>The line that ends the last traceback; without one the last line that looks like an exception or an error.</summary>
    public static LogLine? Last(IReadOnlyList<LogLine> lines)
    {
        LogLine? found = null;
        var inTraceback = false;
        foreach (var line in lines)
        {
            if (line.Text.Contains("Traceback (most recent call last)", StringComparison.Ordinal))
            {
                inTraceback = true;
            }
            else if (inTraceback && Exception().IsMatch(line.Text))
            {
                (found, inTraceback) = (line, false);
            }
        }

        return found ?? LastMatch(lines, Named()) ?? LastMatch(lines, Tool());
    }

    /// <summary>The line in which pytest repeats a message: <c>E   AssertionError: …</c>.</summary>
    public static LogLine? OfPytest(IReadOnlyList<LogLine> lines, string message)
    {
        foreach (var line in lines)
        {
            if (line.Text.StartsWith("E ", StringComparison.Ordinal) && line.Text[1..].Trim() == message)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>A test's message in a line: of a module that could not be imported the exception, else the first line.</summary>
    public static string Headline(string message)
    {
        var lines = message.Split('\n');
        var marked = lines.LastOrDefault(line => line.StartsWith("E ", StringComparison.Ordinal));
        return (marked is null ? lines.FirstOrDefault(line => line.Trim().Length > 0) ?? "" : marked[1..]).Trim();
    }

    private static LogLine? LastMatch(IReadOnlyList<LogLine> lines, Regex pattern)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (pattern.IsMatch(lines[i].Text))
            {
                return lines[i];
            }
        }

        return null;
    }

    // The first line of a traceback that is neither indented nor empty; a rank may stand before it ("[rank0]: ").
    [GeneratedRegex(@"^(\[\w+\]: )?[A-Za-z_][\w.]*(: |:$|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exception();

    [GeneratedRegex(
        @"^(E +)?([A-Za-z_]\w*\.)*([A-Z]\w*(Error|Exception|Interrupt|Exit))(: |$)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"^(ERROR|error|fatal|\S+: error): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tool();
}
