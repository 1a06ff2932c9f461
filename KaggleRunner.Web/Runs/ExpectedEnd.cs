using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Runs;

/// <summary>When a run's session is expected to end, and how that is known.</summary>
/// <param name="Source">In words, for example <c>the median of 5 earlier runs</c>.</param>
public sealed record ExpectedEnd(DateTimeOffset At, string Source)
{
    /// <summary>From earlier runs; null where they tell nothing.</summary>
    public static ExpectedEnd? From(EarlierRuns earlier, Run run) =>
        earlier.ExpectedEnd(run) is { } at
            ? new(at, earlier.Count == 1 ? "as long as the run before" : $"the median of {earlier.Count} earlier runs")
            : null;

    /// <summary><c>~6 min left</c>; past it that the run takes longer than usual.</summary>
    public string Words(DateTimeOffset now)
    {
        var left = At - now;
        return left.TotalSeconds switch
        {
            < -5 => $"{HumanText.Ticking(-left)} longer than usual",
            < 5 => "about to end",
            < 60 => FormattableString.Invariant($"~{Math.Ceiling(left.TotalSeconds / 10) * 10:0} s left"),
            < 5400 => FormattableString.Invariant($"~{Math.Round(left.TotalMinutes):0} min left"),
            _ => FormattableString.Invariant($"~{left.TotalHours:0.0} h left"),
        };
    }
}
