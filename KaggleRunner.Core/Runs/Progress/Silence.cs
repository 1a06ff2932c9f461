using System.Globalization;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Tells how long a run has printed nothing: neither a line, nor a part of one, nor a test or a metric.</summary>
internal sealed class Silence(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private const double Busy = 50;

    private (int Lines, string Partial, long Records)? _seen;
    private DateTimeOffset _brokenAt;
    private long _records;
    private double _lastOutput;
    private double _lastRecord;
    private double? _cpu;

    public void Take(RunRecord record)
    {
        _lastRecord = Math.Max(_lastRecord, record.Time);
        if (record is SystemRecord sample)
        {
            _cpu = sample.Cpu ?? _cpu;
        }
        else
        {
            Broken(record.Time);
        }
    }

    /// <summary>Something else than a sample of the machine was printed then, in seconds since the session began.</summary>
    public void Broken(double at)
    {
        _records++;
        (_lastOutput, _lastRecord) = (Math.Max(_lastOutput, at), Math.Max(_lastRecord, at));
    }

    public RunNotice? Notice(LogSnapshot log)
    {
        var now = time.GetUtcNow();
        var seen = (log.LineCount, log.Partial, _records);
        if (_seen != seen)
        {
            // At the first look the silence may be long already: the samples, which go on, tell by Kaggle's own clock.
            var lastLine = log.Lines.Count > 0 ? log.Lines[^1].Time : 0;
            var before = _seen is null ? Math.Max(0, _lastRecord - Math.Max(_lastOutput, lastLine)) : 0;
            _brokenAt = now - TimeSpan.FromSeconds(before);
            _seen = seen;
        }

        var silence = now - _brokenAt;
        return silence < limit ? null : Describe(silence);
    }

    public void Restart() => (_seen, _records, _lastOutput, _lastRecord) = (null, 0, 0, 0);

    private RunNotice Describe(TimeSpan silence)
    {
        // In steps, so that a screen reader is not told every minute.
        var minutes = silence < Step ? silence.TotalMinutes : Math.Floor(silence / Step) * Step.TotalMinutes;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing has been printed for {Math.Max(1, Math.Floor(minutes))} minutes."
        );
        var advice = _cpu switch
        {
            null => "The run may be stuck, or only be quiet: a line now and then tells which.",
            >= Busy => string.Create(
                CultureInfo.InvariantCulture,
                $"The processor is at {_cpu:0}%, so it seems to be working: a line now and then would tell."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"The processor is at {_cpu:0}%: it may be waiting for something, or for the GPU. The time limit ends it."
            ),
        };
        return new RunNotice(RunNoticeKind.Silence, text, advice);
    }
}
