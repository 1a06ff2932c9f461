using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>
/// Looks at one run now and then: the progress bar at the end of its log, and what its user should know. A look costs the
/// last lines of the log and the records that came since the look before. Not safe for concurrent use.
/// </summary>
public sealed class RunObserver
{
    private readonly RunLog _log;
    private readonly RecordLineReader _records;
    private readonly ProgressTracker _progress;
    private readonly GpuUse _gpu;
    private readonly Silence _silence;

    public RunObserver(string folder, NoticeLimits limits, TimeProvider time)
    {
        _log = RunLog.Open(folder);
        _records = new RecordLineReader(folder, Take, Restart);
        _progress = new ProgressTracker(time);
        _gpu = new GpuUse(limits.GpuIdle);
        _silence = new Silence(limits.Silence, time);
    }

    /// <summary>What is to be seen of the run now.</summary>
    /// <exception cref="IOException">Its files cannot be read.</exception>
    public RunObservation Look(Run run)
    {
        if (run.HasEnded && !GpuUse.IsAskedFor(run.Settings))
        {
            return RunObservation.Nothing;
        }

        _records.ReadAll();
        var gpu = GpuUse.IsAskedFor(run.Settings) ? _gpu.Notice(run.HasEnded) : null;
        if (run.HasEnded || run.CurrentStep?.Kind != RunStepKind.Running)
        {
            return new RunObservation(null, gpu is null ? [] : [gpu]);
        }

        var log = _log.Snapshot(ProgressFinder.Lines);
        var silence = _silence.Notice(log);
        return new RunObservation(
            _progress.Take(ProgressFinder.Find(log)),
            [.. new[] { gpu, silence }.OfType<RunNotice>()]
        );
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        // The values of metrics do not matter here; there may be a million.
        if (!RecordLine.IsMetric(line) && RecordLine.Read(line) is { } record)
        {
            _gpu.Take(record);
            _silence.Take(record);
        }
        else if (!line.IsEmpty)
        {
            _silence.Broken(RecordLine.TimeOf(line));
        }
    }

    private void Restart()
    {
        _gpu.Restart();
        _silence.Restart();
    }
}
