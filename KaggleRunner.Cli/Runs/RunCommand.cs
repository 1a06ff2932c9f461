using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Repositories;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner run</c>: the main job, from a target to a verdict.</summary>
internal static class RunCommand
{
    /// <summary>Saves the run for an engine that is about to start: run.sh's way to have one under way at once.</summary>
    private static readonly Option<bool> Queue = new("--queue") { Hidden = true };

    public static Command Create()
    {
        var command = new Command("run", "Runs a target on Kaggle and follows it to its verdict.");
        LaunchOptions.AddTo(command);
        SyncOptions.AddTo(command);
        command.Add(SharedOptions.Detach);
        command.Add(SharedOptions.Json);
        command.Add(Queue);
        return command.Runs(ExecuteAsync);
    }

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var project = await session.OpenProjectAsync(cancellationToken);
        var request = LaunchOptions.Read(parsed, project);
        // Wrong input is told before anybody is asked what to commit.
        session.Get<KaggleAccounts>().Expect(request.Account);
        var target = session.Get<TargetResolver>().Resolve(project, request.Target);
        var settings = session
            .Get<SettingsResolver>()
            .Resolve(project, target, request.Config, request.Quick, request.Overrides);
        var sync = await session
            .Get<SyncConsent>()
            .GetAsync(project, SyncOptions.Read(parsed), settings.Internet, cancellationToken);
        var run = await session.Get<RunLauncher>().LaunchAsync(request with { Sync = sync }, cancellationToken);
        session.Screen.Say(
            $"Run #{run.Id.Number}: {TerminalText.Plain(run.Target.Path)} of {TerminalText.Plain(run.ProjectName)}"
                + $" on the {(run.Account == KaggleAccountKind.Local ? "local" : "real")} Kaggle"
        );
        return parsed.GetValue(Queue)
            ? ExitCode.Passed
            : await FollowedRun.FollowAsync(
                session,
                run,
                new FollowOptions(parsed.GetValue(SharedOptions.Detach), parsed.GetValue(SharedOptions.Json)),
                cancellationToken
            );
    }
}
