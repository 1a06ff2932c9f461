namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Watches a bar grow, and tells how long it will take where the bar itself does not.</summary>
internal sealed class ProgressTracker(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    private const double LeastGrowth = 0.01;

    private (double Fraction, DateTimeOffset At)? _first;
    private double _last;
    private TimeSpan? _estimate;

    public ProgressBar? Take(ProgressBar? bar)
    {
        if (bar is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (_first is not { } first || bar.Fraction < _last)
        {
            // A step back: another bar has begun.
            first = (bar.Fraction, now);
            (_first, _estimate) = (first, null);
        }

        // Between two states of the bar the estimate stands still.
        if (bar.Fraction > _last && now - first.At >= Least && bar.Fraction - first.Fraction >= LeastGrowth)
        {
            _estimate = (now - first.At) * ((1 - bar.Fraction) / (bar.Fraction - first.Fraction));
        }

        _last = bar.Fraction;
        return bar.Remaining is null ? bar with { Remaining = _estimate } : bar;
    }
}
