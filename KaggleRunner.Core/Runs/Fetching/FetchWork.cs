using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>A fetch in this process: how it stands, and how to stop it.</summary>
internal sealed class FetchWork(OutputFetch fetch, Task task) : IDisposable
{
    public static readonly TimeSpan TellAfter = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _stop = new();
    private volatile OutputFetch _now = fetch;
    private volatile bool _isReplaced;

    public OutputFetch Now
    {
        get => _now;
        set => _now = value;
    }

    public Task Task { get; set; } = task;
    public CancellationToken StopRequested => _stop.Token;

    /// <summary>True when the user stopped it, and not a wider wish that took its place.</summary>
    public bool IsStopped => _stop.IsCancellationRequested && !_isReplaced;

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    public void Replace()
    {
        _isReplaced = true;
        _stop.Cancel();
    }
}

/// <summary>The newest of what was told.</summary>
internal sealed class LatestProgress : IProgress<CollectProgress>
{
    private volatile CollectProgress? _value;

    public CollectProgress? Value => _value;

    public void Report(CollectProgress value) => _value = value;
}
