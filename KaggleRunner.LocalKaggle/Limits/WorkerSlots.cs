using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Limits;

/// <summary>How many sessions this machine runs at once, whoever's they are; the others stay QUEUED.</summary>
internal sealed class WorkerSlots(LocalKaggleOptions options) : IDisposable
{
    private readonly SemaphoreSlim? _free = options.Workers > 0 ? new(options.Workers) : null;

    /// <summary>A slot to be given back by disposal; null when the session was stopped while it waited.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken stopToken)
    {
        try
        {
            await (_free?.WaitAsync(stopToken) ?? Task.CompletedTask);
            return new Slot(_free);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _free?.Dispose();

    private sealed class Slot(SemaphoreSlim? free) : IDisposable
    {
        public void Dispose() => free?.Release();
    }
}
