using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>The metrics of runs, lined up by name.</summary>
internal static class MetricComparison
{
    public static IReadOnlyList<ComparedMetric> Of(IReadOnlyList<IReadOnlyList<RunRecord>> runs)
    {
        var summaries = runs.Select(run =>
                run.OfType<MetricRecord>()
                    .GroupBy(metric => metric.Name, StringComparer.Ordinal)
                    .ToDictionary(metric => metric.Key, metric => Summary([.. metric]), StringComparer.Ordinal)
            )
            .ToList();
        return
        [
            .. summaries
                .SelectMany(run => run.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(name => new ComparedMetric(name, [.. summaries.Select(run => run.GetValueOrDefault(name))])),
        ];
    }

    private static MetricSummary? Summary(IReadOnlyList<MetricRecord> values)
    {
        var numbers = values.Where(value => double.IsFinite(value.Value)).ToList();
        return numbers.Count == 0
            ? new MetricSummary(values.Count, null, null, null, values[^1].Step)
            : new MetricSummary(
                values.Count,
                numbers[^1].Value,
                numbers.Min(value => value.Value),
                numbers.Max(value => value.Value),
                numbers[^1].Step
            );
    }
}
