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
    private readonly RecordBlocks _blocks = new();
    private readonly List<PhaseSpan> _phases = [];
    private readonly string _path;
    private SeriesSet _metrics = new(MostNames);
    private SeriesSet _machine = new(mostNames: 4);
    private string _epoch = Guid.NewGuid().ToString("N");
    private long _revision;

    private RunMetrics(string folder)
    {
        _tail = new RecordLineReader(folder, Take, Restart);
        _path = new LogFiles(folder).Records;
    }

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

    /// <summary>The values of a range, as finely as a chart can draw them: the lowest and highest of up to 1,024 parts of it.</summary>
    /// <exception cref="IOException">The records cannot be read.</exception>
    public IReadOnlyList<SeriesDelta> Within(MetricRange range, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names;
        List<RecordBlock> blocks;
        lock (_gate)
        {
            // A reader that was let go meanwhile knows nothing yet.
            while (_tail.Read() is { HasMore: true })
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            names = (range.OfMachine ? _machine : _metrics).Names;
            blocks = _blocks.Of(range);
        }

        return blocks.Count == 0 ? [] : new RangeReader(range, names).Read(_path, blocks, cancellationToken);
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
        _blocks.Clear();
        _epoch = Guid.NewGuid().ToString("N");
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var (begin, end) = (_tail.LineBegin, _tail.LineBegin + line.Length + 1);
        switch (RecordLine.Read(line))
        {
            case MetricRecord { Name: not null } metric:
                _blocks.Open(begin, end, _metrics);
                var step = _metrics.Add(metric.Name, metric.Step, metric.Time, metric.Value, _revision);
                _blocks.Note(end, step, metric.Time);
                break;
            case SystemRecord system:
                _blocks.Open(begin, end, _metrics);
                _blocks.Note(end, step: null, system.Time);
                Take(system);
                break;
            case PhaseRecord { Name: not null } phase:
                Take(phase);
                break;
        }
    }

    private void Take(SystemRecord sample)
    {
        foreach (var (name, value) in sample.Values)
        {
            _machine.Add(name, step: null, sample.Time, value, _revision);
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
