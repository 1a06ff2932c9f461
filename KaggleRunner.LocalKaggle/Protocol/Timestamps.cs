using System.Globalization;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Times and durations as Kaggle writes them.</summary>
internal static class Timestamps
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seconds with their fraction, which the official SDK cannot do without.</summary>
    public static string Format(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000}s");
}
