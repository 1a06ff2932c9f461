using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Runs sessions beside the requests that asked for them, and ends them all when the server stops.</summary>
internal sealed class SessionHost(SessionRunner runner, ActiveSessions active, WorkerSlots slots, TimeProvider time)
    : IHostedService
{
    private readonly ConcurrentDictionary<long, Task> _running = new();

    public void Start(Kernel kernel, KernelVersion version)
    {
        var id = version.Session.Id;
        var task = Task.Run(() => RunAsync(kernel, version), CancellationToken.None);
        _running[id] = task;
        _ = task.ContinueWith(_ => _running.TryRemove(id, out Task? _), TaskScheduler.Default);
    }

    /// <summary>After a start: what still waited runs now, what ran when the server died has ended with it.</summary>
    public void Resume()
    {
        foreach (var version in active.All.OrderBy(version => version.Session.Id))
        {
            if (version.Session.State == SessionState.Queued)
            {
                Start(version.Kernel, version);
            }
            else
            {
                EndLost(version);
                active.Settle(version);
            }
        }
    }

    public void StopAll()
    {
        foreach (var version in active.All)
        {
            _ = version.Session.RequestStopAsync(StopReason.ServerStopped);
        }
    }

    /// <summary>Stops a session that is no longer wanted and waits until nothing of it runs.</summary>
    public async Task StopAsync(KernelVersion version)
    {
        await version.Session.RequestStopAsync(StopReason.Cancelled);
        await (_running.TryGetValue(version.Session.Id, out var task) ? task : Task.CompletedTask);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_running.Values).WaitAsync(cancellationToken);

    private async Task RunAsync(Kernel kernel, KernelVersion version)
    {
        using var slot = await slots.TakeAsync(version.Session.StopToken);
        if (slot is null && version.Session.StopReason == StopReason.ServerStopped)
        {
            // It had not begun: the next server runs it.
            return;
        }

        await runner.RunAsync(kernel, version);
        active.Settle(version);
    }

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
