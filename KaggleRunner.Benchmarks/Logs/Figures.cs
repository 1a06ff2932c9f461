using System.Globalization;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>Prints figures as rows of a table.</summary>
internal static class Figures
{
    /// <summary>The value that this share of all does not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? double.NaN
            : sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(sorted.Count * share))];
    }

    public static void Print(string what, double figure, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -62}{figure, 10:0.##} {unit}"));

    public static void PrintSpread(string what, IReadOnlyCollection<double> values, string unit = "ms")
    {
        var spread = string.Create(
            CultureInfo.InvariantCulture,
            $"{what, -46} p50 {Percentile(values, 0.5), 7:0.0}  p99 {Percentile(values, 0.99), 7:0.0}  max {Percentile(values, 1), 7:0.0} {unit} ({values.Count})"
        );
        Console.WriteLine(spread);
    }

    public static void PrintLoad() =>
        Console.WriteLine($"load {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3))}");
}
