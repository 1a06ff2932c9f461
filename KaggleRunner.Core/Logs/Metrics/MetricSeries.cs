namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>
/// A series of any length in bounded memory: up to <see cref="MostBuckets"/> values are kept as they are; of more, the
/// lowest and highest of each bucket, whose size doubles as the series grows. No peak is ever lost.
/// </summary>
internal sealed class MetricSeries(string name)
{
    /// <summary>Twice as many points, about those that a wide chart has pixels for.</summary>
    public const int MostBuckets = 1024;

    private readonly List<MetricBucket> _buckets = [];
    private readonly List<long> _revisions = [];
    private long _width = 1;
    private long _inLast;

    public string Name { get; } = name;
    public long Count { get; private set; }

    /// <summary>Values that are no finite number.</summary>
    public long Gaps { get; private set; }
    public double Last { get; private set; } = double.NaN;
    public double Min { get; private set; } = double.NaN;
    public double Max { get; private set; } = double.NaN;

    /// <param name="step">Null when the program does not count.</param>
    /// <param name="time">Seconds since the session began.</param>
    /// <param name="value">A number, or a gap.</param>
    /// <param name="revision">When it was added; never smaller than before.</param>
    public void Add(double? step, double time, double value, long revision)
    {
        var counted = StepOf(step, Count);
        Measure(value);
        var bucket = MetricBucket.Of(new MetricPoint(counted, time, value));
        if (_inLast > 0 && _inLast < _width)
        {
            _buckets[^1] = _buckets[^1].With(bucket);
            _revisions[^1] = revision;
            _inLast++;
            return;
        }

        if (_buckets.Count == MostBuckets)
        {
            Halve(revision);
        }

        _buckets.Add(bucket);
        _revisions.Add(revision);
        _inLast = 1;
    }

    /// <summary>The buckets that are new or other than at <paramref name="revision"/>, and the index of the first.</summary>
    public (int From, IReadOnlyList<MetricBucket> Buckets) Since(long revision)
    {
        var from = _revisions.BinarySearch(revision + 1);
        from = from < 0 ? ~from : from;
        while (from > 0 && _revisions[from - 1] > revision)
        {
            from--;
        }

        return (from, _buckets.GetRange(from, _buckets.Count - from));
    }

    /// <summary>The step of a value before which as many came: its own, or how many those are.</summary>
    public static double StepOf(double? step, long count) =>
        step is { } given && double.IsFinite(given) ? given : count;

    /// <summary>All of it.</summary>
    public SeriesDelta Whole(int index) => Delta(index, long.MinValue);

    /// <summary>What is new since a revision.</summary>
    public SeriesDelta Delta(int index, long revision)
    {
        var (from, buckets) = revision == long.MinValue ? (0, [.. _buckets]) : Since(revision);
        return new SeriesDelta(index, Name, from, buckets, Count, Gaps, Last, Min, Max);
    }

    private void Measure(double value)
    {
        Count++;
        Last = value;
        if (!double.IsFinite(value))
        {
            Gaps++;
            return;
        }

        Min = value < Min || double.IsNaN(Min) ? value : Min;
        Max = value > Max || double.IsNaN(Max) ? value : Max;
    }

    private void Halve(long revision)
    {
        for (var i = 0; i < MostBuckets / 2; i++)
        {
            _buckets[i] = _buckets[2 * i].With(_buckets[(2 * i) + 1]);
            _revisions[i] = revision;
        }

        _buckets.RemoveRange(MostBuckets / 2, MostBuckets / 2);
        _revisions.RemoveRange(MostBuckets / 2, MostBuckets / 2);
        _width *= 2;
    }
}
