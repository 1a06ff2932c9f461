using System.CommandLine;
using System.Text.Json;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Comparison;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner compare 41 42</c>: what two to ten runs have in common and what not.</summary>
internal static class CompareCommand
{
    public static Command Create() =>
        new Command(
            "compare",
            "Compares runs with the first one: settings, commits, packages, metrics, tests, outputs."
        )
        {
            HistoryOptions.Numbers,
            SharedOptions.Json,
        }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var runs = await HistoryOptions.FindRunsAsync(session, parsed, cancellationToken);
                var comparison = await session.Get<RunComparer>().CompareAsync(runs, cancellationToken);
                if (parsed.GetValue(SharedOptions.Json))
                {
                    session.Screen.Result(
                        JsonSerializer.Serialize(ComparisonReport.Of(comparison), HistoryReports.Json.ComparisonReport)
                    );
                }
                else
                {
                    new ComparisonWords(session.Screen, comparison).Tell();
                }

                return ExitCode.Passed;
            }
        );
}
