namespace KaggleRunner.Web.Formatting;

/// <summary>One clock a browser tab: ticks once a second while anything on the page shows a running time.</summary>
public sealed class Ticker(TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private ITimer? _timer;

    /// <summary>Calls <paramref name="tick"/> each second, on a thread of the pool, until the answer is disposed.</summary>
    public IDisposable Every(Action tick)
    {
        lock (_gate)
        {
            _listeners.Add(tick);
            _timer ??= clock.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }

        return new Subscription(this, tick);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _listeners.Clear();
            Stop();
        }
    }

    private void Tick()
    {
        Action[] listeners;
        lock (_gate)
        {
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }

    private void Remove(Action tick)
    {
        lock (_gate)
        {
            _listeners.Remove(tick);
            if (_listeners.Count == 0)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private sealed class Subscription(Ticker ticker, Action tick) : IDisposable
    {
        public void Dispose() => ticker.Remove(tick);
    }
}
