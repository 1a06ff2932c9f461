using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs.Cost;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Kernels;

namespace KaggleRunner.Web.NewRun;

/// <summary>What pressing Run is likely to take, in one line.</summary>
public static class CostWords
{
    /// <summary><c>~14 min · 0.2 GPU h of 21.4 left · limit 2h</c>.</summary>
    public static string Line(RunCost cost)
    {
        var parts = new List<string>
        {
            cost.Expected is { } expected
                ? About(expected) + (cost.Runs > 1 ? " in all" : "")
                : "duration not known yet",
        };
        if (cost.Quota is { } quota)
        {
            var name = cost.Kind == AcceleratorKind.Tpu ? "TPU" : "GPU";
            var used = quota.Expected is { } hours ? Hours(hours) : $"up to {Hours(quota.AtMost)}";
            parts.Add($"{used} {name} h of {QuotaWords.Hours(quota.Free)} left");
        }

        parts.Add($"limit {HumanText.Limit(cost.Limit)}{(cost.Runs > 1 ? " each" : "")}");
        return string.Join(" · ", parts);
    }

    /// <summary>Where the figures come from.</summary>
    public static string Source(RunCost cost)
    {
        var past = cost.Past switch
        {
            null => "No earlier run of this target tells how long it takes.",
            { Count: 1 } one => $"Run #{one.LastRun.Number} took {HumanText.Duration(one.Last)}.",
            var many =>
                $"The median of {many.Count} runs is {HumanText.Duration(many.Median)}; #{many.LastRun.Number} took {HumanText.Duration(many.Last)}.",
        };
        var failed = cost.Past is { HavePassed: false } ? " None of them passed." : "";
        return past + failed + (cost.QuotaProblem is { } problem ? $" {problem}" : "");
    }

    /// <summary>That the week's quota will or may not do, in a sentence; null when it will.</summary>
    public static string? Warning(RunCost cost, TimeProvider clock)
    {
        if (cost.Quota is not { } quota || quota.Suffices == true)
        {
            return null;
        }

        var renews = quota.RefreshesAt is { } at ? $" {QuotaWords.Renews(at, clock)}." : "";
        return quota.Free <= TimeSpan.Zero
                ? $"The week's quota is spent: Kaggle will refuse the run until it renews.{renews}"
            : quota.Suffices == false ? $"More than is left of the week's quota.{renews}"
            : $"What is left of the week's quota does not do for a run that reaches its limit.{renews}";
    }

    private static string About(TimeSpan time) =>
        time.TotalMinutes switch
        {
            < 1 => string.Create(CultureInfo.InvariantCulture, $"~{Math.Max(1, Math.Round(time.TotalSeconds))} s"),
            < 90 => string.Create(CultureInfo.InvariantCulture, $"~{Math.Round(time.TotalMinutes)} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"~{time.TotalHours:0.#} h"),
        };

    private static string Hours(TimeSpan time) => time.TotalHours is > 0 and < 0.05 ? "<0.1" : QuotaWords.Hours(time);
}
