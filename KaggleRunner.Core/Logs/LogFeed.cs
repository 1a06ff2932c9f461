using System.Collections.Concurrent;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs;

/// <summary>Tells readers in this process that a run's log has grown.</summary>
public sealed class LogFeed(TimeProvider time)
{
    private readonly ConcurrentDictionary<RunId, Signal> _signals = new();

    /// <summary>The log of <paramref name="run"/> was flushed.</summary>
    public void Changed(RunId run) => SignalOf(run).Raise();

    /// <summary>
    /// How often the log has changed so far: take it before reading, then wait with
    /// <see cref="WaitAsync(RunId, long, TimeSpan, CancellationToken)"/>, and no change is missed.
    /// </summary>
    public long Version(RunId run) => SignalOf(run).Read().Version;

    /// <summary>Returns at the next change, or after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(RunId run, TimeSpan atMost, CancellationToken cancellationToken) =>
        WaitAsync(run, Version(run), atMost, cancellationToken);

    /// <summary>Returns at once when the log has changed since <paramref name="seen"/>, else as above.</summary>
    /// <returns>The version to wait for next time.</returns>
    public async Task<long> WaitAsync(RunId run, long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var signal = SignalOf(run);
        var (version, next) = signal.Read();
        if (version == seen)
        {
            try
            {
                await next.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Changes by other processes give no signal: readers look again now and then.
            }
        }

        return signal.Read().Version;
    }

    private Signal SignalOf(RunId run) => _signals.GetOrAdd(run, static _ => new Signal());

    private sealed class Signal
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _next = Fresh();
        private long _version;

        public (long Version, Task Next) Read()
        {
            lock (_gate)
            {
                return (_version, _next.Task);
            }
        }

        public void Raise()
        {
            TaskCompletionSource raised;
            lock (_gate)
            {
                _version++;
                raised = _next;
                _next = Fresh();
            }

            raised.SetResult();
        }

        private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
