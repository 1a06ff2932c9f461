using System.Globalization;

namespace KaggleRunner.Web.Formatting;

/// <summary>Durations, sizes and times as people read them; the same words on every page.</summary>
public static class HumanText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary><c>0.4s</c>, <c>12s</c>, <c>1m 23s</c>, <c>2h 5m</c>, <c>3d 4h</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            duration = TimeSpan.Zero;
        }

        return duration.TotalSeconds switch
        {
            < 9.95 => Invariant($"{duration.TotalSeconds:0.0}s"),
            < 60 => Invariant($"{Math.Floor(duration.TotalSeconds)}s"),
            < 3600 => Invariant($"{duration.Minutes}m {duration.Seconds}s"),
            < 86400 => Invariant($"{duration.Hours}h {duration.Minutes}m"),
            _ => Invariant($"{Math.Floor(duration.TotalDays)}d {duration.Hours}h"),
        };
    }

    /// <summary>The same for a clock that ticks once a second: whole seconds, so that nothing flickers.</summary>
    public static string Ticking(TimeSpan duration) =>
        duration.TotalSeconds < 60
            ? Invariant($"{Math.Max(0, Math.Floor(duration.TotalSeconds))}s")
            : Duration(duration);

    /// <summary>A limit as people type it, without empty parts: <c>2h</c>, <c>1h 30m</c>, <c>45s</c>.</summary>
    public static string Limit(TimeSpan limit)
    {
        (double Value, string Unit)[] parts =
        [
            (Math.Floor(limit.TotalHours), "h"),
            (limit.Minutes, "m"),
            (limit.Seconds, "s"),
        ];
        var text = string.Join(
            ' ',
            parts.Where(part => part.Value > 0).Select(part => Invariant($"{part.Value}{part.Unit}"))
        );
        return text.Length == 0 ? "0s" : text;
    }

    /// <summary><c>512 B</c>, <c>3.1 MB</c>; a thousand to the next unit, as in the configs.</summary>
    public static string Size(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var digits = unit == 0 || value >= 100 ? "0" : "0.0";
        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary><c>just now</c>, <c>3 min ago</c>, <c>5 h ago</c>, <c>yesterday</c>, <c>12 Mar</c>.</summary>
    public static string Relative(DateTimeOffset time, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var age = now - time;
        if (age < TimeSpan.FromSeconds(45))
        {
            return "just now";
        }

        if (age < TimeSpan.FromMinutes(60))
        {
            return Invariant($"{Math.Max(1, Math.Floor(age.TotalMinutes))} min ago");
        }

        if (age < TimeSpan.FromHours(22))
        {
            return Invariant($"{Math.Floor(age.TotalHours)} h ago");
        }

        var local = Local(time, clock);
        var days = (Local(now, clock).Date - local.Date).Days;
        return days switch
        {
            <= 1 => "yesterday",
            < 7 => Invariant($"{days} days ago"),
            _ => local.ToString(
                local.Year == Local(now, clock).Year ? "d MMM" : "d MMM yyyy",
                CultureInfo.InvariantCulture
            ),
        };
    }

    /// <summary><c>2026-05-09 07:29:33 +02:00</c>, in the clock's time zone.</summary>
    public static string Exact(DateTimeOffset time, TimeProvider clock) =>
        Local(time, clock).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary><c>1 file</c>, <c>3 files</c>.</summary>
    public static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static DateTimeOffset Local(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
