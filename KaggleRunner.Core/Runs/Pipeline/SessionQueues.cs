using System.Collections.Concurrent;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Runs that found no free session wait in line, one line for each kind of machine of an account: only the first one
/// asks Kaggle again, however many wait.
/// </summary>
internal sealed class SessionQueues : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lines = new(StringComparer.Ordinal);

    /// <summary>Waits behind those that wait already; at once when nobody does.</summary>
    public async Task<IDisposable?> JoinIfAnyWaitsAsync(
        KaggleAccount account,
        string? machineShape,
        CancellationToken cancellationToken
    ) =>
        Line(account, machineShape).CurrentCount == 0
            ? await JoinAsync(account, machineShape, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Takes a place in line and waits until it is the first; dispose it to let the next one try.</summary>
    public async Task<IDisposable> JoinAsync(
        KaggleAccount account,
        string? machineShape,
        CancellationToken cancellationToken
    )
    {
        var line = Line(account, machineShape);
        await line.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Place(line);
    }

    public void Dispose()
    {
        foreach (var line in _lines.Values)
        {
            line.Dispose();
        }
    }

    private SemaphoreSlim Line(KaggleAccount account, string? machineShape) =>
        _lines.GetOrAdd($"{account.Kind}/{account.Owner}/{Machine(machineShape)}", _ => new SemaphoreSlim(1, 1));

    // Kaggle counts sessions for each of these.
    private static string Machine(string? shape) =>
        string.IsNullOrEmpty(shape) ? "cpu"
        : shape.StartsWith("Tpu", StringComparison.OrdinalIgnoreCase) ? "tpu"
        : "gpu";

    private sealed class Place(SemaphoreSlim line) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                line.Release();
            }
        }
    }
}
