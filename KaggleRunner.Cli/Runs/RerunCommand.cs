using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner rerun N</c>: the same commit with the same settings.</summary>
internal static class RerunCommand
{
    public static Command Create() =>
        new Command("rerun", "Runs the same commit with the same settings again.")
        {
            SharedOptions.Number,
            SharedOptions.Detach,
            SharedOptions.Json,
        }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var old = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
                var run = await session.Get<RunLauncher>().RerunAsync(old.Id, cancellationToken);
                session.Screen.Say($"Run #{run.Id.Number}: run #{old.Id.Number} again");
                return await FollowedRun.FollowAsync(
                    session,
                    run,
                    new FollowOptions(parsed.GetValue(SharedOptions.Detach), parsed.GetValue(SharedOptions.Json)),
                    cancellationToken
                );
            }
        );
}
