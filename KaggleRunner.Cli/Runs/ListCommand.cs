using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Export;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.CommandLine.Runs;

/// <summary><c>kaggle-runner list [FILTER…]</c>: the project's runs, newest first unless told.</summary>
internal static class ListCommand
{
    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most runs to list; 0 for all.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Of all projects of this machine." };
    private static readonly Option<bool> Csv = new("--csv") { Description = "CSV on stdout, for spreadsheets." };

    private static readonly Argument<string[]> Filter = CreateFilter();

    public static Command Create() =>
        new Command("list", "Lists the runs, newest first unless told, all or those of a filter.")
        {
            Filter,
            All,
            Limit,
            SharedOptions.Json,
            Csv,
        }.Runs(ExecuteAsync);

    private static Argument<string[]> CreateFilter()
    {
        var filter = new Argument<string[]>("FILTER")
        {
            Description =
                "Words to look for, and "
                + string.Join(", ", FilterKey.All.Select(key => $"{key.Name}:"))
                + " with values, such as verdict:failed branch:main since:7d; with - before one, -tag:old, what is not wanted.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        filter.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => IsOption(token.Value)) is { } option)
            {
                result.AddError($"There is no option {option.Value}.");
            }
        });
        return filter;
    }

    /// <summary>A dash before a key leaves out what has it; before anything else an option is meant that there is not.</summary>
    private static bool IsOption(string word) =>
        word is ['-', '-', ..] || (word is ['-', ..] && !word.Contains(':', StringComparison.Ordinal));

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(Csv) && parsed.GetValue(SharedOptions.Json))
        {
            throw new UsageException("--csv and --json cannot both be given.");
        }

        var all = parsed.GetValue(All);
        var query = RunQuery.Parse(string.Join(' ', parsed.GetValue(Filter) ?? []));
        var project = all ? null : await session.OpenProjectAsync(cancellationToken);
        var limit = parsed.GetValue(Limit);
        var page = await session
            .Get<RunStore>()
            .SearchAsync(
                query with
                {
                    Project = project?.Id,
                    Take = limit > 0 ? limit : int.MaxValue,
                },
                cancellationToken
            );
        if (parsed.GetValue(SharedOptions.Json))
        {
            session.Screen.Result(RunReport.ToJson(page.Runs));
        }
        else if (parsed.GetValue(Csv))
        {
            session.Screen.Result(RunCsv.Head);
            foreach (var run in page.Runs)
            {
                session.Screen.Result(RunCsv.Line(run));
            }
        }
        else
        {
            Tell(session.Screen, page, query, all);
        }

        return ExitCode.Passed;
    }

    private static void Tell(Screen screen, RunListing page, RunQuery query, bool all)
    {
        if (page.Total == 0)
        {
            screen.Say(
                query.Text.Length == 0
                    ? "There is no run yet: kaggle-runner run --target PATH makes one."
                    : $"No run is found by {TerminalText.Plain(query.Text)}"
            );
            return;
        }

        RunTable.Tell(screen, page.Runs, all);
        if (page.Total > page.Runs.Count)
        {
            screen.Say($"{page.Total - page.Runs.Count} more; --limit 0 lists all.");
        }
    }
}
