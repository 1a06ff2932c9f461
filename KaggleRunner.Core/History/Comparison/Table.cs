namespace KaggleRunner.Core.History.Comparison;

/// <summary>Lines up the named values of several runs.</summary>
internal static class Table
{
    /// <summary>The names whose values are not all the same; a run without the name counts as one with null.</summary>
    public static IReadOnlyList<ComparedValue> Differing(IReadOnlyList<IReadOnlyDictionary<string, string>> runs) =>
        [
            .. runs.SelectMany(run => run.Keys)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new ComparedValue(name, [.. runs.Select(run => run.GetValueOrDefault(name))]))
                .Where(value => value.Values.Distinct(StringComparer.Ordinal).Skip(1).Any()),
        ];

    /// <summary>The same, by name; runs of which nothing is known make no difference.</summary>
    public static IReadOnlyList<ComparedValue> DifferingWhereKnown(
        IReadOnlyList<IReadOnlyDictionary<string, string>?> runs
    ) =>
        [
            .. runs.OfType<IReadOnlyDictionary<string, string>>()
                .SelectMany(run => run.Keys)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Where(name =>
                    runs.Where(run => run is not null)
                        .Select(run => run!.GetValueOrDefault(name))
                        .Distinct(StringComparer.Ordinal)
                        .Skip(1)
                        .Any()
                )
                .Select(name => new ComparedValue(name, [.. runs.Select(run => run?.GetValueOrDefault(name))])),
        ];
}
