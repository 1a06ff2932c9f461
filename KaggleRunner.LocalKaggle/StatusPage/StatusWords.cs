using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>States, times and sizes as people read them.</summary>
internal static class StatusWords
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static StateView Of(SessionState state) =>
        state switch
        {
            SessionState.Queued => new("○", "Queued", "queued"),
            SessionState.Running => new("●", "Running", "running"),
            SessionState.Complete => new("✓", "Complete", "passed"),
            SessionState.Error => new("✕", "Error", "failed"),
            SessionState.CancelRequested => new("⊘", "Stopping", "cancelled"),
            SessionState.CancelAcknowledged => new("⊘", "Cancelled", "cancelled"),
            _ => new("○", "Saved", "queued"),
        };

    public static string Exact(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Ago(DateTimeOffset moment, DateTimeOffset now) =>
        (now - moment) switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } span => Format($"{(int)span.TotalMinutes} min ago"),
            { TotalHours: < 24 } span => Format($"{(int)span.TotalHours} h ago"),
            var span => Format($"{(int)span.TotalDays} d ago"),
        };

    public static string Duration(VersionView version, DateTimeOffset now) =>
        version.StartedAt is { } started ? Duration((version.EndedAt ?? now) - started) : "–";

    public static string Duration(TimeSpan span) =>
        span.TotalSeconds < 60 ? Format($"{Math.Max((int)span.TotalSeconds, 0)}s")
        : span.TotalMinutes < 60 ? Format($"{(int)span.TotalMinutes}m {span.Seconds}s")
        : Format($"{(int)span.TotalHours}h {span.Minutes}m");

    public static string Hours(string protocolDuration) =>
        double.TryParse(protocolDuration.TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds)
            ? Format($"{seconds / 3600:0.0} h")
            : protocolDuration;

    public static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1000 && unit < Units.Length - 1)
        {
            (size, unit) = (size / 1000, unit + 1);
        }

        return unit == 0 ? Format($"{bytes} B") : Format($"{size:0.0} {Units[unit]}");
    }

    /// <summary>Characters that nobody sees, or that turn the ones after them around, as escapes.</summary>
    public static string Visible(string text) =>
        string.Concat(
            text.Select(letter =>
                char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format
                    ? Format($"\\u{(int)letter:x4}")
                    : letter.ToString()
            )
        );

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
