using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Runs sessions beside the requests that asked for them, and ends them all when the server stops.</summary>
internal sealed class SessionHost(KernelCatalog catalog, SessionRunner runner, TimeProvider time) : IHostedService
{
    private readonly ConcurrentDictionary<long, Task> _running = new();

    public void Start(Kernel kernel, KernelVersion version)
    {
        var id = version.Session.Id;
        var task = Task.Run(() => runner.RunAsync(kernel, version), CancellationToken.None);
        _running[id] = task;
        _ = task.ContinueWith(_ => _running.TryRemove(id, out Task? _), TaskScheduler.Default);
    }

    /// <summary>After a start: what still waited runs now, what ran when the server died has ended with it.</summary>
    public void Resume()
    {
        foreach (var kernel in catalog.Kernels)
        {
            foreach (var version in kernel.Versions.Where(version => !version.Session.State.IsFinal()))
            {
                if (version.Session.State == SessionState.Queued)
                {
                    Start(kernel, version);
                }
                else
                {
                    EndLost(version);
                }
            }
        }
    }

    public void StopAll()
    {
        foreach (var version in catalog.Versions)
        {
            _ = version.Session.RequestStopAsync(StopReason.ServerStopped);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_running.Values).WaitAsync(cancellationToken);

    private void EndLost(KernelVersion version)
    {
        var session = version.Session;
        SessionFolders.CleanUp(version.Folder);
        session.Log.Recover();
        if (session.State == SessionState.CancelRequested)
        {
            session.End(SessionState.CancelAcknowledged, null, null, time.GetUtcNow());
        }
        else
        {
            const string message = "The local Kaggle died while this session ran, and the session with it.";
            session.End(SessionState.Error, message, null, time.GetUtcNow());
        }
    }
}
