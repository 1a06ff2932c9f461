using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Repositories;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Cost;

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
        var plan = session.Get<LaunchPlanner>().Plan(request);
        var isQueued = parsed.GetValue(Queue);
        if (!isQueued)
        {
            var cost = await session
                .Get<CostEstimator>()
                .EstimateAsync(project, plan.Target, plan.Settings.Cells, request.Account, cancellationToken);
            CostLine.Tell(session.Screen, cost);
        }

        var sync = await session
            .Get<SyncConsent>()
            .GetAsync(project, SyncOptions.Read(parsed), plan.Settings.Template.Internet, cancellationToken);
        var runs = await session.Get<RunLauncher>().LaunchAsync(request with { Sync = sync }, cancellationToken);
        foreach (var run in runs)
        {
            session.Screen.Say(Announcement(run));
        }

        var options = new FollowOptions(parsed.GetValue(SharedOptions.Detach), parsed.GetValue(SharedOptions.Json));
        return isQueued ? ExitCode.Passed
            : plan.Settings.Matrix.Count > 0
                ? await FollowedMatrix.FollowAsync(session, runs, options, cancellationToken)
            : await FollowedRun.FollowAsync(session, runs[0], options, cancellationToken);
    }

    private static string Announcement(Run run)
    {
        var cell = MatrixText.Of(run.Settings);
        return TerminalText.Plain(
            $"Run #{run.Id.Number}: {run.Target.Title}{(cell.Length == 0 ? "" : $" ({cell})")} of {run.ProjectName}"
                + $" on the {(run.Account == KaggleAccountKind.Local ? "local" : "real")} Kaggle"
        );
    }
}
