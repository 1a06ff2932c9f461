using System.Globalization;
using System.Runtime.InteropServices;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>A moment as people name it: a time ago (<c>7d</c>), a day (<c>2026-07-04</c>) or a moment of it; in UTC.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PointInTime
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private readonly TimeSpan? _ago;
    private readonly DateTimeOffset _at;

    private PointInTime(TimeSpan? ago, DateTimeOffset at)
    {
        this._ago = ago;
        this._at = at;
    }

    public static PointInTime Ago(TimeSpan ago) => new(ago, default);

    public static PointInTime At(DateTimeOffset at) => new(null, at.ToUniversalTime());

    /// <exception cref="RunnerException">The text is neither a duration nor a day.</exception>
    public static PointInTime Parse(string text)
    {
        if (TryWeeks(text, out var weeks) || Durations.TryParse(text, out weeks))
        {
            return Ago(weeks);
        }

        return DateTimeOffset.TryParseExact(
            text.TrimEnd('Z', 'z'),
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? At(at)
            : throw new RunnerException(
                $"“{text}” is no time.",
                "Write it like 7d, 12h, 2w, 2026-07-04 or 2026-07-04T18:30 (UTC)."
            );
    }

    public DateTimeOffset Resolve(DateTimeOffset now) =>
        _ago is { } ago ? (now - DateTimeOffset.MinValue > ago ? now - ago : DateTimeOffset.MinValue) : _at;

    public override string ToString() =>
        _ago is { } ago ? Text(ago)
        : _at.TimeOfDay == TimeSpan.Zero ? _at.ToString(Forms[0], CultureInfo.InvariantCulture)
        : _at.ToString(Forms[_at.Second == 0 ? 1 : 2], CultureInfo.InvariantCulture);

    // Beyond the 30 days that a duration may have: a history is older than a run may last.
    private static bool TryWeeks(string text, out TimeSpan span)
    {
        span = default;
        var unit = text.Length > 1 ? char.ToLowerInvariant(text[^1]) : ' ';
        var days = unit switch
        {
            'd' => 1,
            'w' => 7,
            'y' => 365,
            _ => 0,
        };
        if (
            days == 0
            || !int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
        )
        {
            return false;
        }

        span = count is > 0 and < 100_000 ? TimeSpan.FromDays((double)days * count) : default;
        return span > TimeSpan.Zero;
    }

    private static string Text(TimeSpan ago) =>
        ago.Ticks % TimeSpan.TicksPerDay == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{ago.Days}d")
            : Durations.Format(ago);
}
