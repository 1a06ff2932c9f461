using System.CommandLine;
using System.Text.Json;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Reindexing;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner reindex</c>: makes the database say again what the results folders hold.</summary>
internal static class ReindexCommand
{
    private const int MostTold = 20;

    private static readonly Option<bool> All = new("--all")
    {
        Description = "All projects that this machine knows, not only the one here.",
    };

    public static Command Create() =>
        new Command("reindex", "Reads runs, notes and test results again from the results folders; changes no folder.")
        {
            All,
            SharedOptions.Json,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var reports = new List<ReindexReport>();
        foreach (var project in await ProjectsAsync(session, parsed.GetValue(All), cancellationToken))
        {
            var progress = new Progress(session.Screen, project.Name);
            var report = await session.Get<Reindexer>().ReindexAsync(project, progress, cancellationToken);
            reports.Add(report);
            Tell(session.Screen, report);
        }

        if (parsed.GetValue(SharedOptions.Json))
        {
            session.Screen.Result(
                JsonSerializer.Serialize(
                    [.. reports.Select(ReindexedProject.Of)],
                    HistoryReports.Json.ReindexedProjectArray
                )
            );
        }

        return ExitCode.Passed;
    }

    private static async Task<IReadOnlyList<Project>> ProjectsAsync(
        CliSession session,
        bool all,
        CancellationToken cancellationToken
    ) =>
        all
            ? await session.Get<RunStore>().ListProjectsAsync(cancellationToken)
            : [await session.OpenProjectAsync(cancellationToken)];

    private static void Tell(Screen screen, ReindexReport report)
    {
        var runs = report.Added + report.Known;
        screen.Say(
            $"{TerminalText.Plain(report.Project.Name)}: {Words.Count(runs, "run")}, {report.Added} of them new to the database"
        );
        foreach (var skipped in report.Skipped.Take(MostTold))
        {
            screen.Say($"  skipped {TerminalText.Plain(skipped.Path)}: {TerminalText.Plain(skipped.Reason)}");
        }

        if (report.Skipped.Count > MostTold)
        {
            screen.Say($"  … and {report.Skipped.Count - MostTold} more folders skipped");
        }

        if (report.Missing.Count > 0)
        {
            var some = string.Join(", ", report.Missing.Take(MostTold).Select(number => $"#{number}"));
            screen.Say(
                $"  in the database, but without a folder: {some}{(report.Missing.Count > MostTold ? ", …" : "")}"
            );
        }
    }

    private sealed class Progress(Screen screen, string project) : IProgress<int>
    {
        public void Report(int value) => screen.Pass($"{TerminalText.Plain(project)}: {Words.Count(value, "folder")}");
    }
}
