using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Following;

/// <summary>What <c>run</c>, <c>rerun</c> and <c>logs --follow</c> do once there is a run: follow it and tell the end.</summary>
internal static class FollowedRun
{
    public static async Task<int> FollowAsync(
        CliSession session,
        Run run,
        FollowOptions options,
        CancellationToken cancellationToken
    )
    {
        var narrator = new RunNarrator(session.Screen, session.Get<TimeProvider>())
        {
            TellsLog = !options.Detach,
            LinesTold = options.LinesPassedOver,
        };
        try
        {
            await session.StartEngineAsync(cancellationToken);
            var last = await session
                .Get<RunFollower>()
                .FollowAsync(
                    run.Id,
                    narrator,
                    current => options.Detach && current.Version is not null,
                    session,
                    cancellationToken
                );
            return last.HasEnded ? TellEnd(session, last, options) : await TellDetachedAsync(session, last, options);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var isGoingOn = await session.StopEngineAsync();
            var now = await session.Get<RunStore>().FindAsync(run.Id, CancellationToken.None) ?? run;
            TellInterrupted(session, now, isGoingOn);
            return ExitCode.Cancelled;
        }
    }

    private static int TellEnd(CliSession session, Run run, FollowOptions options)
    {
        if (options.Json)
        {
            session.Screen.Result(RunReport.Of(run).ToJson());
        }

        RunSummary.TellVerdict(session.Screen, run);
        return ExitCode.Of(run.Verdict);
    }

    private static async Task<int> TellDetachedAsync(CliSession session, Run run, FollowOptions options)
    {
        var isGoingOn = await session.StopEngineAsync();
        if (options.Json)
        {
            session.Screen.Result(RunReport.Of(run).ToJson());
        }

        session.Screen.Say(
            TerminalText.Plain($"Run #{run.Id.Number} is on its way as version {run.Version} of {run.Kernel}.")
        );
        TellHowToGoOn(session, run, isGoingOn);
        return ExitCode.Passed;
    }

    private static void TellInterrupted(CliSession session, Run run, bool isGoingOn)
    {
        if (run.HasEnded)
        {
            RunSummary.TellVerdict(session.Screen, run);
            return;
        }

        session.Screen.Say(
            isGoingOn || run.Version is not null
                ? $"Following has ended; run #{run.Id.Number} goes on."
                : $"Stopped before run #{run.Id.Number} was sent; it is sent when it is followed again."
        );
        TellHowToGoOn(session, run, isGoingOn);
    }

    private static void TellHowToGoOn(CliSession session, Run run, bool isGoingOn)
    {
        session.Screen.Say($"Follow it:  kaggle-runner logs {run.Id.Number} -f");
        session.Screen.Say($"Stop it:    kaggle-runner cancel {run.Id.Number}");
        if (!isGoingOn)
        {
            session.Screen.Say("Its results are fetched when it is followed again, or by the dashboard.");
        }
    }
}

/// <param name="Detach">Return once the run is pushed.</param>
/// <param name="Json">The run as JSON on stdout at the end.</param>
/// <param name="LinesPassedOver">Log lines not to tell, from the first.</param>
internal sealed record FollowOptions(bool Detach = false, bool Json = false, int LinesPassedOver = 0);
