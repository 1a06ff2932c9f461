using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Observes the runs that somebody looks at, at most four times a second however many look.</summary>
public sealed class RunObservations
{
    /// <summary>Between two looks at the same run.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly KeptByRun<Shared> _observers;

    public RunObservations(TimeProvider time) =>
        _observers = new KeptByRun<Shared>(
            folder => new Shared(new RunObserver(folder, NoticeLimits.Default, time), time),
            time
        );

    /// <summary>What is to be seen of the run now, or was a moment ago.</summary>
    /// <exception cref="IOException">Its files cannot be read.</exception>
    public RunObservation Look(Run run) => _observers.Of(run.Id, run.Folder).Look(run);

    private sealed class Shared(RunObserver observer, TimeProvider time)
    {
        private readonly Lock _gate = new();
        private RunObservation _last = RunObservation.Nothing;
        private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
        private bool _sawEnd;

        public RunObservation Look(Run run)
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                if (now - _lookedAt >= Pause || now < _lookedAt || run.HasEnded != _sawEnd)
                {
                    (_last, _lookedAt, _sawEnd) = (observer.Look(run), now, run.HasEnded);
                }

                return _last;
            }
        }
    }
}
