using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KaggleRunner.Web.Hosting;

namespace KaggleRunner.Tests.Web.Hosting;

/// <summary>The built program as users start it: from another folder, with nothing but its arguments.</summary>
public sealed class DashboardProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_prints_its_address_serves_its_files_and_stops_when_asked()
    {
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        using var process = Start("--home", home.FullName, "--urls", "http://127.0.0.1:0");
        var line = await process.StandardOutput.ReadLineAsync(Cancel);
        line.Should().StartWith("Kaggle Runner is ready: http://127.0.0.1:");
        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(new Uri(line!.Split(": ", 2)[1]), Cancel);
        page.Should().Contain("blazor.web");
        var root = new Uri(line.Split(": ", 2)[1]);
        foreach (
            var path in new[]
            {
                "/assets/css/tokens.css",
                "/assets/lib/monaco/vs/loader.js",
                "/_framework/blazor.web.js",
            }
        )
        {
            (await browser.GetStringAsync(new Uri(root, path), Cancel)).Should().NotBeEmpty();
        }

        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.Should().Be(0);
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_one_sentence_and_exit_code_2()
    {
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        using var process = Start("--home", home.FullName, "--urls", "http://0.0.0.0:0", "--no-login");
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.Should().Be(DashboardHost.CannotStart);
        error.Trim().Should().Contain("RequireLogin").And.NotContain("\n").And.NotContain(" at ");
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence_and_no_trace()
    {
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var process = Start("--home", home.FullName, "--urls", $"http://{taken.LocalEndpoint}");
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.Should().Be(DashboardHost.CannotStart);
        error.Should().Contain("--urls").And.NotContain("crit:").And.NotContain("   at ");
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_one_sentence_and_no_trace()
    {
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "runner.db"), new string('x', 5000), Cancel);
        using var process = Start("--home", home.FullName, "--urls", "http://127.0.0.1:0");
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.Should().Be(DashboardHost.CannotStart);
        error.Trim().Should().Contain("runner.db").And.NotContain("\n").And.NotContain("   at ");
        home.Delete(recursive: true);
    }

    private static Process Start(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "KaggleRunner.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        return process;
    }
}
