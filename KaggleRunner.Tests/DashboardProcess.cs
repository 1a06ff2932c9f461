using System.Diagnostics;
using System.Text.RegularExpressions;

namespace KaggleRunner.Tests;

/// <summary>The real dashboard as a process of its own, on a free port.</summary>
internal sealed partial class DashboardProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DashboardProcess(Process process, Uri login)
    {
        this._process = process;
        Login = login;
    }

    /// <summary>The address with the login token, as it is printed for the user.</summary>
    public Uri Login { get; }
    public Uri Address => new(Login.GetLeftPart(UriPartial.Authority));
    public int Id => _process.Id;

    public static async Task<DashboardProcess> StartAsync(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] own = [Programs.Dashboard, "--home", home, "--urls", "http://127.0.0.1:0"];
        foreach (var argument in own.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var started = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var login = await ReadLoginAsync(started);
        // Read on, or the pipes fill up and the dashboard stops at a write.
        _ = started.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = started.StandardError.ReadToEndAsync(CancellationToken.None);
        return new DashboardProcess(started, login);
    }

    /// <summary>SIGKILL to this one process: what it started lives on.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static async Task<Uri> ReadLoginAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (LoginAddress().Match(line) is { Success: true } match)
            {
                return new Uri(match.Value);
            }
        }

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The dashboard did not start: {string.Join('\n', said)}\n{errors}");
    }

    [GeneratedRegex(@"http://\S+token=\S+", RegexOptions.None, 1000)]
    private static partial Regex LoginAddress();
}
