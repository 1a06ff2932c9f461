using System.Collections.Concurrent;
using System.Diagnostics;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>
/// Starts processes from one thread that lives as long as the program: bwrap's --die-with-parent follows the thread that
/// started it, not the process (https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html).
/// </summary>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _orders = [];
    private readonly Thread _thread;

    public ProcessStarter()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "process starter" };
        _thread.Start();
    }

    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add((start, started));
        return started.Task;
    }

    public void Dispose() => _orders.CompleteAdding();

    private void Work()
    {
        foreach (var (start, started) in _orders.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }
    }
}
