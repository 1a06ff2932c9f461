using System.Diagnostics;
using KaggleRunner.LocalKaggle.Isolation;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>One execution of a script: its output flows to the log, and nothing of it is left when this returns.</summary>
internal sealed class KernelProcess(ProcessStarter starter, StrayProcesses strays, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The script's exit code; null when it was stopped.</summary>
    public async Task<int?> RunAsync(ProcessStartInfo start, ISandbox sandbox, Session session, string mark)
    {
        session.StopToken.ThrowIfCancellationRequested();
        var pump = new LogPump(session.Log, time);
        using var process = await starter.StartAsync(start);
        if (!sandbox.IsGuarded)
        {
            process.StandardInput.Close();
        }

        var pumps = Task.WhenAll(
            pump.PumpAsync(process.StandardOutput.BaseStream, "stdout"),
            pump.PumpAsync(process.StandardError.BaseStream, "stderr")
        );
        try
        {
            var exit = process.WaitForExitAsync(session.StopToken);
            await Task.WhenAny(exit, pumps);
            if (pumps.IsFaulted)
            {
                // A script whose output is not taken any more, the disk being full, would wait for ever.
                await StopAsync(process, sandbox);
            }

            await exit;
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process, sandbox);
            return null;
        }
        finally
        {
            await strays.KillAsync(mark);
            await DrainAsync(pumps);
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
