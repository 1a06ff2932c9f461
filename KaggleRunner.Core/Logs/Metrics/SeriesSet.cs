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

    public void Add(string name, double? step, double time, double value, long revision)
    {
        name = name.Length > LongestName ? name[..LongestName] + "…" : name;
        if (!_indices.TryGetValue(name, out var index))
        {
            if (_series.Count == mostNames)
            {
                LeftOut++;
                return;
            }

            index = _indices[name] = _series.Count;
            _series.Add((new MetricSeries(name), revision));
        }

        var series = _series[index].Series;
        series.Add(step, time, value, revision);
        _series[index] = (series, revision);
    }

    public List<SeriesDelta> Since(long revision)
    {
        var changed = new List<SeriesDelta>();
        for (var i = 0; i < _series.Count; i++)
        {
            if (_series[i].Revision > revision)
            {
                changed.Add(DeltaOf(i, _series[i].Series, revision));
            }
        }

        return changed;
    }

    private static SeriesDelta DeltaOf(int index, MetricSeries series, long revision)
    {
        var (from, buckets) = series.Since(revision);
        return new SeriesDelta(
            index,
            series.Name,
            from,
            buckets,
            series.Count,
            series.Gaps,
            series.Last,
            series.Min,
            series.Max
        );
    }
}
