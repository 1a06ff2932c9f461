namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>Series by name, in the order of their first values; a bounded number of them.</summary>
internal sealed class SeriesSet(int mostNames)
{
    /// <summary>Characters of a name that are kept.</summary>
    public const int LongestName = 200;

    private readonly List<(MetricSeries Series, long Revision)> _series = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Values that found no place.</summary>
    public long LeftOut { get; private set; }

    /// <summary>In the order of their indices.</summary>
    public IReadOnlyList<string> Names => [.. _series.Select(entry => entry.Series.Name)];

    /// <summary>How many values each has.</summary>
    public long[] Counts => [.. _series.Select(entry => entry.Series.Count)];

    /// <summary>A program's name as it is kept.</summary>
    public static string NameOf(string name) => name.Length > LongestName ? name[..LongestName] + "…" : name;

    /// <returns>The step under which it is drawn; null where it found no place.</returns>
    public double? Add(string name, double? step, double time, double value, long revision)
    {
        name = NameOf(name);
        if (!_indices.TryGetValue(name, out var index))
        {
            if (_series.Count == mostNames)
            {
                LeftOut++;
                return null;
            }

            index = _indices[name] = _series.Count;
            _series.Add((new MetricSeries(name), revision));
        }

        var series = _series[index].Series;
        var counted = MetricSeries.StepOf(step, series.Count);
        series.Add(step, time, value, revision);
        _series[index] = (series, revision);
        return counted;
    }

    public List<SeriesDelta> Since(long revision)
    {
        var changed = new List<SeriesDelta>();
        for (var i = 0; i < _series.Count; i++)
        {
            if (_series[i].Revision > revision)
            {
                changed.Add(_series[i].Series.Delta(i, revision));
            }
        }

        return changed;
    }
}
