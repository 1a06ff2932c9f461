namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>Reads the values of a range again from the records, as finely as a chart can draw them.</summary>
/// <param name="names">The series, in the order of their indices.</param>
internal sealed class RangeReader(MetricRange range, IReadOnlyList<string> names)
{
    private readonly Dictionary<string, int> _indices = Indices(names);
    private readonly MetricSeries?[] _series = new MetricSeries?[names.Count];
    private readonly long[] _counts = new long[names.Count];

    /// <exception cref="IOException">The records cannot be read.</exception>
    public IReadOnlyList<SeriesDelta> Read(
        string path,
        IReadOnlyList<RecordBlock> blocks,
        CancellationToken cancellationToken
    )
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        foreach (var block in blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(_counts);
            if (!range.OfMachine)
            {
                block.Counts.AsSpan(0, Math.Min(block.Counts.Length, _counts.Length)).CopyTo(_counts);
            }

            var bytes = new byte[(int)Math.Min(int.MaxValue, block.End - block.Begin)];
            ReadOnlySpan<byte> read = bytes.AsSpan(0, LogIndex.ReadFully(file, bytes, block.Begin));
            foreach (var line in read.Split((byte)'\n'))
            {
                Take(RecordLine.Read(read[line]));
            }
        }

        return [.. _series.OfType<MetricSeries>().Select(series => series.Whole(_indices[series.Name]))];
    }

    private void Take(RunRecord? record)
    {
        if (range.OfMachine && record is SystemRecord sample)
        {
            foreach (var (name, value) in sample.Values)
            {
                Take(name, step: null, sample.Time, value);
            }
        }
        else if (!range.OfMachine && record is MetricRecord { Name: not null } metric)
        {
            Take(SeriesSet.NameOf(metric.Name), metric.Step, metric.Time, metric.Value);
        }
    }

    private void Take(string name, double? step, double time, double value)
    {
        if (_indices.TryGetValue(name, out var index))
        {
            var counted = MetricSeries.StepOf(step, _counts[index]++);
            if (range.Holds(counted, time))
            {
                (_series[index] ??= new MetricSeries(name)).Add(counted, time, value, revision: 0);
            }
        }
    }

    private static Dictionary<string, int> Indices(IReadOnlyList<string> names)
    {
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            indices[names[i]] = i;
        }

        return indices;
    }
}
