using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>The built command as a process, without a terminal.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    public CliProcess(string home, string folder, params string[] arguments)
    {
        // Whoever runs the tests in a shell's background has Ctrl+C ignored, and so would the process.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Programs.CommandLine, .. arguments])
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
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
    }

    public string Output => Snapshot(_output);
    public string Error => Snapshot(_error);

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        await _reading.WaitAsync(Patience, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Waits until stdout holds the text.</summary>
    public Task SeesAsync(string text) => UntilAsync(() => Output, text);

    /// <summary>Waits until stderr holds the text.</summary>
    public Task SaysAsync(string text) => UntilAsync(() => Error, text);

    private async Task UntilAsync(Func<string> written, string text)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!written().Contains(text, StringComparison.Ordinal))
        {
            var isLate = _process.HasExited || TimeProvider.System.GetElapsedTime(began) > Patience;
            isLate.Should().BeFalse($"“{text}” should come; there is: {Output}{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What Ctrl+C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
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
