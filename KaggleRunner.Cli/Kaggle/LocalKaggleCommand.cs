using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kaggle;

/// <summary><c>kaggle-runner local-kaggle</c>: the embedded Kaggle in the foreground.</summary>
internal static class LocalKaggleCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on; a free one when left out.",
        HelpName = "P",
    };

    public static Command Create() =>
        new Command("local-kaggle", "Runs the local Kaggle in the foreground.") { Port }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(Port) is < 0 or > ushort.MaxValue)
        {
            throw new UsageException("--port takes a number from 0 to 65535.");
        }

        using var process =
            Process.Start(Program(session, parsed.GetValue(Port)))
            ?? throw new UsageException("The local Kaggle cannot be started.");
        var launcher = session.Get<LocalKaggleLauncher>();
        try
        {
            await TellAddressAsync(session, launcher, process, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            // It says itself what kept it from starting.
            return process.ExitCode == 0 ? ExitCode.Passed : ExitCode.Error;
        }
        catch (OperationCanceledException)
        {
            await launcher.StopAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return ExitCode.Passed;
        }
    }

    private static async Task TellAddressAsync(
        CliSession session,
        LocalKaggleLauncher launcher,
        Process process,
        CancellationToken cancellationToken
    )
    {
        while (!process.HasExited)
        {
            if (await launcher.FindAsync(cancellationToken) is { } address)
            {
                session.Screen.Say(
                    $"The local Kaggle is at {address}; its key is in {Path.Combine(session.Home.LocalKaggle, "kaggle.json")}."
                );
                return;
            }

            await Task.Delay(Pause, session.Get<TimeProvider>(), cancellationToken);
        }
    }

    private static ProcessStartInfo Program(CliSession session, int port)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "KaggleRunner.LocalKaggle.dll");
        if (!File.Exists(program))
        {
            throw new UsageException($"The local Kaggle's program is missing: {program}", "Build Kaggle Runner again.");
        }

        return new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                program,
                "--home",
                session.Home.LocalKaggle,
                "--port",
                port.ToString(CultureInfo.InvariantCulture),
                "--idle-minutes",
                TimeSpan.FromDays(365).TotalMinutes.ToString(CultureInfo.InvariantCulture),
            ]
        );
    }
}
