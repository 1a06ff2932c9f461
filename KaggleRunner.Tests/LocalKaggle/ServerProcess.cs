using System.Diagnostics;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>The real program as a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, KaggleCaller caller)
    {
        _process = process;
        Caller = caller;
    }

    public KaggleCaller Caller { get; }

    public static Process Launch(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "KaggleRunner.LocalKaggle.dll"), .. arguments]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    public static async Task<ServerProcess> StartAsync(TemporaryHome home, params string[] more)
    {
        var process = Launch(["--home", home.Path, .. more]);
        var address = home.At("address.json");
        await Eventually.BecomesAsync(() =>
            File.Exists(address)
            && JsonElement.Parse(File.ReadAllText(address)).GetProperty("pid").GetInt32() == process.Id
        );
        var url = JsonElement.Parse(await File.ReadAllTextAsync(address)).GetProperty("url").GetString()!;
        return new ServerProcess(process, KaggleCaller.For(home.Path, new Uri(url)));
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        Caller.Dispose();
        _process.Dispose();
    }
}
