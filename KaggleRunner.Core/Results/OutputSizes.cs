using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Results;

/// <summary>
/// The sizes of outputs before they come: Kaggle's listing tells none, but the kernel's records do, of what its script
/// collected, and an earlier collection may have met others.
/// </summary>
internal sealed class OutputSizes
{
    private readonly Dictionary<string, long> _recorded;
    private readonly Dictionary<string, long> _met;
    private readonly StagingFolder _staging;

    public OutputSizes(string folder, IReadOnlyList<CollectedOutput> before)
    {
        _staging = new StagingFolder(folder);
        _recorded = RunRecords
            .Read<OutputRecord>(folder)
            .GroupBy(record => record.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Bytes, StringComparer.Ordinal);
        _met = before
            .Where(file => file.Bytes is not null)
            .GroupBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Bytes!.Value, StringComparer.Ordinal);
    }

    /// <summary>The output's size; null when it is not known.</summary>
    public long? Of(string name) =>
        OutputPlacement.CollectedName(name) is { } own && _recorded.TryGetValue(own, out var size) ? size
        : _met.TryGetValue(name, out var met) ? met
        : null;

    /// <summary>The bytes still to come of those, as far as sizes are known; null when none is.</summary>
    public long? Expected(IEnumerable<string> names, long largest)
    {
        long? sum = null;
        foreach (var name in names)
        {
            if (Of(name) is { } size && size <= largest)
            {
                sum = (sum ?? 0) + Math.Max(0, size - _staging.Held(name));
            }
        }

        return sum;
    }
}
