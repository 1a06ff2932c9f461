using System.Diagnostics;
using KaggleRunner.LocalKaggle.Isolation;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>One execution of a script: its output flows to the log, and nothing of it is left when this returns.</summary>
internal sealed class KernelProcess(ProcessStarter starter, StrayProcesses strays, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>From SIGTERM to SIGKILL, as containers are commonly given; what Kaggle gives is not known.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(10);

    /// <summary>The script's exit code; null when it was stopped.</summary>
    public async Task<int?> RunAsync(ProcessStartInfo start, ISandbox sandbox, Session session, string mark)
    {
        session.StopToken.ThrowIfCancellationRequested();
        var pump = new LogPump(session.Log, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(session.StopToken);
        using var process = await starter.StartAsync(start);
        if (!sandbox.IsGuarded)
        {
            process.StandardInput.Close();
        }

        var pumps = Task.WhenAll(
            StopOnFaultAsync(pump.PumpAsync(process.StandardOutput.BaseStream, "stdout"), stop),
            StopOnFaultAsync(pump.PumpAsync(process.StandardError.BaseStream, "stderr"), stop)
        );
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            var isPolite = session.StopReason is StopReason.Cancelled or StopReason.TimedOut;
            if (!isPolite || !await EndsByItselfAsync(process, sandbox, mark))
            {
                await StopAsync(process, sandbox);
            }

            return null;
        }
        finally
        {
            await strays.KillAsync(mark);
            await DrainAsync(pumps);
        }
    }

    private async Task<bool> EndsByItselfAsync(Process process, ISandbox sandbox, string mark)
    {
        using var goodbye = new CancellationTokenSource(Goodbye, time);
        string? space = null;
        try
        {
            if (sandbox.IsGuarded)
            {
                await process.StandardInput.WriteAsync('.');
                await process.StandardInput.FlushAsync(goodbye.Token);
            }
            else
            {
                space = StrayProcesses.Terminate(mark);
            }

            await process.WaitForExitAsync(goodbye.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return process.HasExited;
        }
        finally
        {
            if (space is not null)
            {
                await strays.KillNamespaceAsync(space);
            }
        }
    }

    // A script whose output is not taken any more, the disk being full, would wait for ever.
    private static async Task StopOnFaultAsync(Task pump, CancellationTokenSource stop)
    {
        try
        {
            await pump;
        }
        catch (Exception)
        {
            await stop.CancelAsync();
            throw;
        }
    }

    // The guard kills all that descends from it when its input ends; bwrap and its namespace die together.
    private async Task StopAsync(Process process, ISandbox sandbox)
    {
        if (sandbox.IsGuarded)
        {
            process.StandardInput.Close();
            using var grace = new CancellationTokenSource(Grace, time);
            try
            {
                await process.WaitForExitAsync(grace.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It does not answer: below.
            }
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    // A process that escaped and cleared its mark could hold the pipes open for ever.
    private async Task DrainAsync(Task pumps)
    {
        try
        {
            await pumps.WaitAsync(Grace, time);
        }
        catch (TimeoutException)
        {
            // The log ends here.
        }
    }
}
