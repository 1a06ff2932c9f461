using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>The built command as a process, without a terminal.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Task reading;

    public CliProcess(string home, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Programs.CommandLine, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KAGGLE_RUNNER_HOME"] = home;
        start.Environment["HOME"] = home;
        start.Environment.Remove("KAGGLE_CONFIG_DIR");
        process = Process.Start(start)!;
        process.StandardInput.Close();
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
    }

    public string Output => Snapshot(output);
    public string Error => Snapshot(error);

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        await reading.WaitAsync(Patience, cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Waits until stdout holds the text.</summary>
    public async Task SeesAsync(string text)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            var isLate = process.HasExited || TimeProvider.System.GetElapsedTime(began) > Patience;
            isLate.Should().BeFalse($"“{text}” should come; there is: {Output}{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What Ctrl+C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer.AsMemory())) > 0)
        {
            lock (text)
            {
                text.Append(buffer, 0, count);
            }
        }
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
