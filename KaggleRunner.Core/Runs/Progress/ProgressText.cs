using System.Globalization;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Reads the progress bar in one line of text.</summary>
internal static class ProgressText
{
    private const int Longest = 600;
    private const int LongestLabel = 80;

    /// <summary>The bar in a line, or null.</summary>
    public static ProgressBar? Read(string line) =>
        Read(
            line,
            [
                ProgressPatterns.Tqdm,
                ProgressPatterns.Keras,
                ProgressPatterns.OldKeras,
                ProgressPatterns.Rich,
                ProgressPatterns.Pip,
                ProgressPatterns.Drawn,
                ProgressPatterns.Git,
            ]
        );

    /// <summary>The share of the tests in a line of pytest's, or null.</summary>
    public static ProgressBar? ReadPytest(string line) =>
        Read(line, [ProgressPatterns.Pytest]) is { } bar ? bar with { Label = "tests" } : null;

    /// <summary>Which epoch of how many begins with this line.</summary>
    public static (int Done, int Total)? ReadEpoch(string line)
    {
        var text = AnsiText.Strip(line);
        return
            text.Length < 40
            && ProgressPatterns.Epoch().Match(text) is { Success: true } match
            && int.Parse(match.Groups["done"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and var done
            && int.Parse(match.Groups["total"].ValueSpan, CultureInfo.InvariantCulture) is var total
            && done <= total
            ? (done, total)
            : null;
    }

    private static ProgressBar? Read(string line, ReadOnlySpan<Func<Regex>> patterns)
    {
        if (!line.Contains('%', StringComparison.Ordinal) && !line.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var text = AnsiText.Strip(line);
        text = text.Length > Longest ? text[..Longest] : text;
        try
        {
            foreach (var pattern in patterns)
            {
                if (pattern().Match(text) is { Success: true } match && Of(text, match) is { } bar)
                {
                    return bar;
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Whatever it is, it is no bar.
        }

        return null;
    }

    private static ProgressBar? Of(string text, Match match)
    {
        var (done, total) = (match.Groups["done"].Value, match.Groups["total"].Value);
        var percent = match.Groups["percent"].Value;
        var fraction = Fraction(done, total) ?? (Number(percent) is { } share ? share / 100 : null);
        if (fraction is not (>= 0 and <= 1) || (percent.Length > 0 && Number(percent) > 100))
        {
            return null;
        }

        var amount = done.Length > 0 ? $"{done}/{total}" : $"{percent}%";
        return new ProgressBar(
            fraction.Value,
            DurationOf(match.Groups["eta"].Value),
            LabelIn(text[..match.Index]),
            amount
        );
    }

    private static double? Fraction(string done, string total) =>
        Number(done) is { } part && Number(total) is > 0 and var whole && part <= whole ? part / whole : null;

    private static double? Number(string text)
    {
        var scale = text.Length == 0 ? 0 : " kMGTP".IndexOf(text[^1], StringComparison.Ordinal);
        return double.TryParse(
            scale > 0 ? text[..^1] : text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number * Math.Pow(1000, Math.Max(0, scale))
            : null;
    }

    // 01:02, 1:02:03, and Keras' 12s.
    private static TimeSpan? DurationOf(string text)
    {
        var parts = text.TrimEnd('s').Split(':');
        var seconds = 0.0;
        foreach (var part in parts)
        {
            if (
                parts.Length > 3
                || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
            {
                return null;
            }

            seconds = (seconds * 60) + number;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private static string LabelIn(string before)
    {
        var label = before.Trim().TrimEnd(':', '-', '|', '[').Trim();
        return label.Length > LongestLabel ? label[..LongestLabel].TrimEnd() + "…" : label;
    }
}
