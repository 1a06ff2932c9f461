using System.Globalization;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Times and durations as Kaggle writes them.</summary>
internal static class Timestamps
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null when it is no duration. The official SDK writes fractions as <c>1.500.0s</c>.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        var parts = text.EndsWith('s') ? text[..^1].Split('.') : [];
        return
            parts.Length is 1 or 2 or 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= (long)TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    /// <summary>Seconds with their fraction, which the official SDK cannot do without.</summary>
    public static string Format(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000}s");
}
