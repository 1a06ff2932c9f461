using System.Globalization;

namespace KaggleRunner.Core.Results;

/// <summary>Says how far a collection is: <c>3 of 12 files, 310 MB of 3.1 GB, 24 MB/s, about 2 min left</c>.</summary>
public static class CollectWords
{
    public static string Of(CollectProgress progress, double? rate, TimeSpan? left)
    {
        var files = progress.Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {total:N0} files")
            : string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} files");
        var bytes =
            progress.Expected is { } expected && expected >= progress.Bytes
                ? $"{Size(progress.Bytes)} of {Size(expected)}"
                : Size(progress.Bytes);
        string[] parts =
        [
            files,
            bytes,
            rate is > 0 and { } speed ? $"{Size((long)speed)}/s" : "",
            left is { } time ? $"about {Time(time)} left" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>How many outputs did not come and how much they are: <c>12 files, 3.1 GB</c>.</summary>
    public static string Of(IReadOnlyCollection<CollectedOutput> missing)
    {
        var files =
            missing.Count == 1 ? "1 file" : string.Create(CultureInfo.InvariantCulture, $"{missing.Count:N0} files");
        var known = missing.Where(file => file.Bytes is not null).ToList();
        var bytes = Size(known.Sum(file => file.Bytes ?? 0));
        return known.Count == 0 ? files
            : known.Count == missing.Count ? $"{files}, {bytes}"
            : $"{files}, at least {bytes}";
    }

    internal static string Size(long bytes) =>
        bytes switch
        {
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB"),
            < 100_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
            < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        };

    private static string Time(TimeSpan time) =>
        time.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
        : time.TotalMinutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
}
