using System.Globalization;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>Time spans as people write them: <c>2h</c>, <c>90m</c>, <c>1h30m</c>, <c>45s</c>; a bare number is seconds.</summary>
public static partial class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The time span.</summary>
    /// <exception cref="RunnerException">The text is no duration, zero, or beyond 30 days.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration)
            ? duration
            : throw new RunnerException($"“{text}” is no duration.", "Write it like 2h, 90m, 1h30m, 45s or 3600.");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Form().Match(text.Trim());
        if (!match.Success || match.Length == 0)
        {
            return false;
        }

        var seconds =
            (Part(match, "days") * 86400)
            + (Part(match, "hours") * 3600)
            + (Part(match, "minutes") * 60)
            + Part(match, "seconds");
        if (seconds <= 0 || seconds > Longest.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The shortest text that <see cref="Parse"/> reads as this duration, in whole seconds: <c>1h30m</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var hours = (long)duration.TotalHours;
        var text =
            (hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h") : "")
            + (duration.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m") : "")
            + (duration.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Seconds}s") : "");
        return text.Length == 0 ? "0s" : text;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<days>[0-9]{1,9}(\.[0-9]{1,6})?)d)?((?<hours>[0-9]{1,9}(\.[0-9]{1,6})?)h)?((?<minutes>[0-9]{1,9}(\.[0-9]{1,6})?)m)?((?<seconds>[0-9]{1,9})s?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Form();
}
