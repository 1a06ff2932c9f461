using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner rerun N [--failed]</c>: the same commit with the same settings, or of it what failed.</summary>
internal static class RerunCommand
{
    private static readonly Option<bool> Failed = new("--failed")
    {
        Description = "Only the tests that failed, of the same commit.",
    };

    public static Command Create() =>
        new Command("rerun", "Runs the same commit with the same settings again.")
        {
            SharedOptions.Number,
            Failed,
            SharedOptions.Detach,
            SharedOptions.Json,
        }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var old = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
                var run = await RepeatAsync(session, old, parsed.GetValue(Failed), cancellationToken);
                return await FollowedRun.FollowAsync(
                    session,
                    run,
                    new FollowOptions(parsed.GetValue(SharedOptions.Detach), parsed.GetValue(SharedOptions.Json)),
                    cancellationToken
                );
            }
        );

    private static async Task<Run> RepeatAsync(
        CliSession session,
        Run old,
        bool failedOnly,
        CancellationToken cancellationToken
    )
    {
        var repeater = session.Get<RunRepeater>();
        var run = failedOnly
            ? await repeater.RepeatFailedAsync(old.Id, cancellationToken)
            : await repeater.RepeatAsync(old.Id, cancellationToken);
        var what = failedOnly ? $"the failed tests of run #{old.Id.Number}" : $"run #{old.Id.Number}";
        session.Screen.Say($"Run #{run.Id.Number}: {what} again");
        return run;
    }
}
