using System.Globalization;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>
/// The metrics of one run and the samples of its machine, read from its records as they come. Any number of watchers
/// share one, each with a cursor of its own. Safe for concurrent use; its memory is bounded.
/// </summary>
public sealed class RunMetrics
{
    /// <summary>Names beyond these are counted, not drawn.</summary>
    public const int MostNames = 200;

    private const int MostPhases = 50;
    private readonly Lock _gate = new();
    private readonly RecordLineReader _tail;
    private readonly List<PhaseSpan> _phases = [];
    private SeriesSet _metrics = new(MostNames);
    private SeriesSet _machine = new(mostNames: 4);
    private string _epoch = Guid.NewGuid().ToString("N");
    private long _revision;

    private RunMetrics(string folder) => _tail = new RecordLineReader(folder, Take, Restart);

    /// <summary>Reads the records in a run's results folder.</summary>
    public static RunMetrics Open(string folder) => new(folder);

    /// <summary>Reads on, a bounded amount, and tells what is new.</summary>
    /// <param name="cursor">That of the delta before; null or an unknown one: all there is.</param>
    /// <exception cref="IOException">The records cannot be read.</exception>
    public MetricsDelta Since(string? cursor)
    {
        lock (_gate)
        {
            _revision++;
            var hasMore = _tail.Read() is { HasMore: true };
            var seen = Seen(cursor);
            return new MetricsDelta(
                string.Create(CultureInfo.InvariantCulture, $"{_epoch}-{_revision}"),
                seen < 0,
                hasMore,
                _metrics.Since(seen),
                _machine.Since(seen),
                [.. _phases],
                _metrics.LeftOut
            );
        }
    }

    private long Seen(string? cursor)
    {
        var parts = (cursor ?? "").Split('-');
        return
            parts.Length == 2
            && string.Equals(parts[0], _epoch, StringComparison.Ordinal)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : -1;
    }

    private void Restart()
    {
        _metrics = new SeriesSet(MostNames);
        _machine = new SeriesSet(mostNames: 4);
        _phases.Clear();
        _epoch = Guid.NewGuid().ToString("N");
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        switch (RecordLine.Read(line))
        {
            case MetricRecord { Name: not null } metric:
                _metrics.Add(metric.Name, metric.Step, metric.Time, metric.Value, _revision);
                break;
            case SystemRecord system:
                Take(system);
                break;
            case PhaseRecord { Name: not null } phase:
                Take(phase);
                break;
        }
    }

    private void Take(SystemRecord sample)
    {
        ReadOnlySpan<(string Name, double? Value)> values =
        [
            ("cpu", sample.Cpu),
            ("memory", sample.Memory),
            ("gpu", sample.Gpu),
            ("gpuMemory", sample.GpuMemory),
        ];
        foreach (var (name, value) in values)
        {
            if (value is { } known)
            {
                _machine.Add(name, step: null, sample.Time, known, _revision);
            }
        }
    }

    private void Take(PhaseRecord phase)
    {
        var open = _phases.FindLastIndex(span =>
            span.End is null && string.Equals(span.Name, phase.Name, StringComparison.Ordinal)
        );
        if (!string.Equals(phase.State, "started", StringComparison.Ordinal))
        {
            if (open >= 0)
            {
                _phases[open] = _phases[open] with { End = phase.Time };
            }
        }
        else if (_phases.Count < MostPhases)
        {
            _phases.Add(new PhaseSpan(phase.Name, phase.Time, End: null));
        }
    }
}
