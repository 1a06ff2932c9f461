using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kaggle;

/// <summary><c>kaggle-runner local-kaggle</c>: the embedded Kaggle in the foreground, or what there is to know of a running one.</summary>
internal static class LocalKaggleCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan NeverIdle = TimeSpan.FromDays(365);

    // Real credentials are none of its business.
    private static readonly string[] NotInherited = ["KAGGLE_API_TOKEN", "KAGGLE_USERNAME", "KAGGLE_KEY"];

    private static readonly Option<bool> Stop = new("--stop") { Description = "Stops the one that runs." };

    public static Command Create()
    {
        var command = new Command(
            "local-kaggle",
            "Runs the local Kaggle in the foreground, or tells where it runs already."
        )
        {
            Stop,
        };
        foreach (var option in LocalKaggleServerOptions.All)
        {
            command.Options.Add(option);
        }

        return command.Runs(ExecuteAsync);
    }

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var launcher = session.Get<LocalKaggleLauncher>();
        var given = LocalKaggleServerOptions.Given(parsed);
        var running = await launcher.FindAsync(cancellationToken);
        if (parsed.GetValue(Stop))
        {
            await launcher.StopAsync(cancellationToken);
            session.Screen.Say(running is null ? "No local Kaggle runs." : "The local Kaggle has stopped.");
            return ExitCode.Passed;
        }

        if (running is null)
        {
            return await RunAsync(session, given, cancellationToken);
        }

        if (given.Count > 0)
        {
            throw new UsageException(
                $"A local Kaggle runs already, at {running.GetLeftPart(UriPartial.Authority)}; it cannot take other options.",
                "Stop it with: kaggle-runner local-kaggle --stop"
            );
        }

        session.Screen.Say("It runs already.");
        await LocalKaggleGreeting.SayAsync(session, running, cancellationToken);
        return ExitCode.Passed;
    }

    private static async Task<int> RunAsync(
        CliSession session,
        IReadOnlyList<string> given,
        CancellationToken cancellationToken
    )
    {
        using var process =
            Process.Start(Program(session, given)) ?? throw new UsageException("The local Kaggle cannot be started.");
        var launcher = session.Get<LocalKaggleLauncher>();
        try
        {
            if (await WaitAsync(session, launcher, process, cancellationToken) is { } address)
            {
                await LocalKaggleGreeting.SayAsync(session, address, cancellationToken);
            }

            await process.WaitForExitAsync(cancellationToken);
            // It says itself what kept it from starting.
            return process.ExitCode switch
            {
                0 => ExitCode.Passed,
                2 => ExitCode.Usage,
                _ => ExitCode.Error,
            };
        }
        catch (OperationCanceledException)
        {
            await launcher.StopAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return ExitCode.Passed;
        }
    }

    /// <summary>Where it listens; null when it ends instead.</summary>
    private static async Task<Uri?> WaitAsync(
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
                return address;
            }

            await Task.Delay(Pause, session.Get<TimeProvider>(), cancellationToken);
        }

        return null;
    }

    private static ProcessStartInfo Program(CliSession session, IReadOnlyList<string> given)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "KaggleRunner.LocalKaggle.dll");
        if (!File.Exists(program))
        {
            throw new UsageException($"The local Kaggle's program is missing: {program}", "Build Kaggle Runner again.");
        }

        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                program,
                "--home",
                session.Home.LocalKaggle,
                "--idle-minutes",
                NeverIdle.TotalMinutes.ToString(CultureInfo.InvariantCulture),
                .. given,
            ]
        );
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
