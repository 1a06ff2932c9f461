using System.Globalization;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Kernels;

/// <summary>Weekly accelerator time in words: the same on the page and in the top bar.</summary>
public static class QuotaWords
{
    /// <summary><c>21.4</c>, <c>30</c>: hours with a tenth when there is one.</summary>
    public static string Hours(TimeSpan time) => time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary><c>8.6 h used, 1 h reserved, 20.4 h of 30 h left</c>.</summary>
    public static string Of(AcceleratorQuota quota)
    {
        var reserved = quota.Reserved > TimeSpan.Zero ? $"{Hours(quota.Reserved)} h reserved, " : "";
        return $"{Hours(quota.Used)} h used, {reserved}{Hours(quota.Free)} h of {Hours(quota.Total)} h left";
    }

    /// <summary>All of it in a sentence each.</summary>
    public static string Of(KaggleQuota quota, TimeProvider clock)
    {
        var parts = new List<string>();
        if (quota.Gpu is { } gpu)
        {
            parts.Add($"GPU: {Of(gpu)}.");
        }

        if (quota.Tpu is { } tpu)
        {
            parts.Add($"TPU: {Of(tpu)}.");
        }

        if (quota.RefreshesAt is { } at)
        {
            parts.Add($"{Renews(at, clock)}, at {HumanText.Exact(at, clock)}.");
        }

        return string.Join(' ', parts);
    }

    /// <summary><c>Renews in 4 days</c>, <c>Renews in 5 h</c>.</summary>
    public static string Renews(DateTimeOffset at, TimeProvider clock)
    {
        var left = at - clock.GetUtcNow();
        return left.TotalHours switch
        {
            < 1 => "Renews within the hour",
            < 48 => string.Create(CultureInfo.InvariantCulture, $"Renews in {Math.Floor(left.TotalHours)} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Renews in {Math.Floor(left.TotalDays)} days"),
        };
    }

    /// <summary>A share of the whole, from 0 to 100; 0 when there is no whole.</summary>
    public static double Percent(TimeSpan part, TimeSpan total) =>
        total > TimeSpan.Zero ? Math.Clamp(100 * (part / total), 0, 100) : 0;
}
