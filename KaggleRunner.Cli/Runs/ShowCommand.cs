using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner show N</c>: all there is to know of a run but its log.</summary>
internal static class ShowCommand
{
    public static Command Create() =>
        new Command("show", "Shows a run: verdict, settings, commit, kernel, failed tests and outputs.")
        {
            SharedOptions.Number,
            SharedOptions.Json,
        }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
                if (parsed.GetValue(SharedOptions.Json))
                {
                    session.Screen.Result(RunReport.Of(run).ToJson());
                }
                else
                {
                    RunSummary.TellDetails(session.Screen, run);
                }

                return ExitCode.Passed;
            }
        );
}
