using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>
/// Readers that are worth keeping while somebody looks at a run, shared by all who do. Those that nobody has asked for in
/// a while are let go; the oldest is when there are many.
/// </summary>
internal sealed class KeptByRun<T>(Func<string, T> open, TimeProvider time)
{
    private const int Most = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, (T Reader, DateTimeOffset Used)> _readers = [];

    /// <summary>The reader of a run's folder.</summary>
    public T Of(RunId run, string folder)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var reader = _readers.TryGetValue(run, out var kept) ? kept.Reader : open(folder);
            _readers[run] = (reader, now);
            foreach (var (id, entry) in _readers.ToArray())
            {
                if (now - entry.Used > Kept)
                {
                    _readers.Remove(id);
                }
            }

            if (_readers.Count > Most)
            {
                _readers.Remove(_readers.MinBy(entry => entry.Value.Used).Key);
            }

            return reader;
        }
    }
}
