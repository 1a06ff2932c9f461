using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kaggle;

/// <summary><c>kaggle-runner local-kaggle</c>: the embedded Kaggle in the foreground.</summary>
internal static class LocalKaggleCommand
{
    /// <summary>A program that another one of its kind keeps from starting; the local Kaggle's own code.</summary>
    private const int RunsAlready = 3;

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
        using var process =
            Process.Start(Program(session, parsed.GetValue(Port)))
            ?? throw new UsageException("The local Kaggle cannot be started.");
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await session.Get<LocalKaggleLauncher>().StopAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return ExitCode.Passed;
        }

        if (process.ExitCode == RunsAlready)
        {
            session.Screen.Say($"The local Kaggle of {session.Home.Root} runs already.");
        }

        return process.ExitCode == 0 ? ExitCode.Passed : ExitCode.Error;
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
