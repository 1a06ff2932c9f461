using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner cancel N</c>: asks for the run to be stopped and waits until it is.</summary>
internal static class CancelCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create() =>
        new Command("cancel", "Stops a run on Kaggle.") { SharedOptions.Number }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
        await session.Get<RunCancellation>().CancelAsync(run.Id, cancellationToken);
        session.Screen.Say(
            run.CurrentStep is { Kind: RunStepKind.Collect }
                ? $"Run #{run.Id.Number} has ended on Kaggle: stopping the fetching of its outputs …"
                : $"Stopping run #{run.Id.Number} …"
        );
        await session.StartEngineAsync(cancellationToken);
        var time = session.Get<TimeProvider>();
        var since = time.GetTimestamp();
        var last = await session
            .Get<RunFollower>()
            .FollowAsync(
                run.Id,
                new RunNarrator(session.Screen, time) { TellsLog = false, StepsTold = run.Steps.Count },
                _ => time.GetElapsedTime(since) > Patience,
                session,
                cancellationToken
            );
        if (last.Verdict is null)
        {
            session.Screen.Say("Kaggle has not stopped it yet; it will be noted as cancelled when it has.");
            return ExitCode.Passed;
        }

        RunSummary.TellVerdict(session.Screen, last);
        return ExitCode.Passed;
    }
}
