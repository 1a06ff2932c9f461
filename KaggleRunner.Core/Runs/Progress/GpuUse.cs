using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Tells from the samples of the machine when a run that asked for a GPU leaves it idle.</summary>
internal sealed class GpuUse(TimeSpan limit)
{
    /// <summary>Percent; what a display or a driver may cause is no use.</summary>
    private const double Idle = 1;

    private bool _isRunning;
    private double? _idleSince;
    private double _idleUntil;
    private bool _wasUsed;

    public static bool IsAskedFor(RunSettings settings) =>
        settings.Accelerator is { } shape && !shape.StartsWith("Tpu", StringComparison.OrdinalIgnoreCase);

    public void Take(RunRecord record)
    {
        switch (record)
        {
            case PhaseRecord { Name: "run" } phase:
                _isRunning = string.Equals(phase.State, "started", StringComparison.Ordinal);
                break;
            case SystemRecord { Gpu: { } load } when _isRunning && load > Idle:
                (_idleSince, _wasUsed) = (null, true);
                break;
            case SystemRecord { Gpu: not null } when _isRunning:
                _idleSince ??= record.Time;
                _idleUntil = record.Time;
                break;
        }
    }

    /// <param name="hasEnded">Then only a GPU that was never used is worth a word.</param>
    public RunNotice? Notice(bool hasEnded)
    {
        if (_idleSince is not { } since || _idleUntil - since < limit.TotalSeconds || (hasEnded && _wasUsed))
        {
            return null;
        }

        var minutes = Math.Floor((_idleUntil - since) / 60).ToString(CultureInfo.InvariantCulture);
        var text =
            hasEnded ? "The run asked for a GPU and did not use it."
            : _wasUsed ? $"The GPU has been idle for {minutes} minutes."
            : $"The GPU has not been used yet: {minutes} minutes at 0%.";
        return new RunNotice(
            RunNoticeKind.IdleGpu,
            text,
            "Are model and data moved to it, and is a build of the library with GPU support installed? GPU hours count all the same."
        );
    }

    public void Restart() => (_isRunning, _idleSince, _idleUntil, _wasUsed) = (false, null, 0, false);
}
