using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>
/// The numbers that Python's <c>json</c> writes and JSON lacks: <c>NaN</c>, <c>Infinity</c>
/// (https://docs.python.org/3/library/json.html#infinite-and-nan-number-values).
/// </summary>
internal static partial class MetricNumbers
{
    private const int Longest = 4096;

    /// <summary>The line with such numbers as strings, which the reader knows; nearly always the line itself.</summary>
    public static ReadOnlySpan<char> AsJson(ReadOnlySpan<char> line) =>
        line.Length <= Longest
        && (line.Contains("NaN", StringComparison.Ordinal) || line.Contains("Infinity", StringComparison.Ordinal))
            ? Bare().Replace(line.ToString(), "${name}\"${number}\"")
            : line;

    [GeneratedRegex(
        "(?<name>\"value\"\\s{0,8}:\\s{0,8})(?<number>NaN|-?Infinity)\\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        250
    )]
    private static partial Regex Bare();
}
