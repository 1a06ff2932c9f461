using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner list</c>: the project's runs, newest first.</summary>
internal static class ListCommand
{
    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most runs to list.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Of all projects of this machine." };

    public static Command Create() =>
        new Command("list", "Lists the runs, newest first.") { All, Limit, SharedOptions.Json }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var all = parsed.GetValue(All);
        var project = all ? null : await session.OpenProjectAsync(cancellationToken);
        var runs = await session
            .Get<RunStore>()
            .ListAsync(
                new RunQuery { Project = project?.Id, Take = Math.Max(1, parsed.GetValue(Limit)) },
                cancellationToken
            );
        if (parsed.GetValue(SharedOptions.Json))
        {
            session.Screen.Result(RunReport.ToJson(runs));
        }
        else if (runs.Count == 0)
        {
            session.Screen.Say("There is no run yet: kaggle-runner run --target PATH makes one.");
        }
        else
        {
            TellTable(session.Screen, runs, all);
        }

        return ExitCode.Passed;
    }

    private static void TellTable(Screen screen, IReadOnlyList<Run> runs, bool all)
    {
        string[] head = ["run", "state", "target", "tests", "took", "started"];
        var rows = runs.Select(run => (IReadOnlyList<string>)Row(run, all)).Prepend(all ? [.. head, "project"] : head);
        var lines = Columns.Of([.. rows]).ToList();
        screen.Result(screen.Styled(lines[0], Style.Dim, onError: false));
        foreach (var (line, run) in lines.Skip(1).Zip(runs))
        {
            screen.Result(screen.Styled(line, Words.StyleOf(run.Verdict?.Kind), onError: false));
        }
    }

    private static string[] Row(Run run, bool all)
    {
        var took = run.EndedAt is { } ended ? Words.Duration(ended - run.CreatedAt) : "";
        string[] row =
        [
            $"#{run.Id.Number}",
            Words.State(run),
            TerminalText.Plain($"{run.Target.Title} {MatrixText.Of(run.Settings)}".TrimEnd())
                + (run.Settings.Quick ? " (quick)" : ""),
            run.Tests.Ended == 0 ? "" : Words.Of(run.Tests),
            took,
            Words.Moment(run.CreatedAt),
        ];
        return all ? [.. row, TerminalText.Plain(run.ProjectName)] : row;
    }
}
