using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner tests</c>: tests over time, those that fail now unless something else is asked for.</summary>
internal static class TestsCommand
{
    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "A test's node id, or a part of it: its results across runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Failing = new("--failing")
    {
        Description = "The tests that fail now, and since when.",
    };
    private static readonly Option<bool> Flaky = new("--flaky") { Description = "The tests that are not reliable." };
    private static readonly Option<bool> Slowest = new("--slowest") { Description = "The tests that take longest." };

    private static readonly Option<string> Filter = new("--filter")
    {
        Description = "Only the runs of this filter, as list takes it: --filter \"branch:main since:30d\".",
        HelpName = "FILTER",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<int> Window = new("--window")
    {
        Description = "How many of the newest runs are looked at.",
        HelpName = "RUNS",
        DefaultValueFactory = _ => TestHistory.Window,
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most lines.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 30,
    };

    public static Command Create() =>
        new Command("tests", "Tests over time: failing since when, flaky, slowest, or one test's results.")
        {
            Name,
            Failing,
            Flaky,
            Slowest,
            Filter,
            Window,
            Limit,
            SharedOptions.Json,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var asked = (bool[])
            [
                parsed.GetValue(Failing),
                parsed.GetValue(Flaky),
                parsed.GetValue(Slowest),
                parsed.GetValue(Name) is not null,
            ];
        if (asked.Count(isAsked => isAsked) > 1)
        {
            throw new UsageException("NAME, --failing, --flaky and --slowest exclude each other.");
        }

        var project = await session.OpenProjectAsync(cancellationToken);
        // Runs of an older version, or whose engine was killed at their end.
        await session.Get<TestRecorder>().RecordMissedAsync(cancellationToken);
        var query = RunQuery.Parse(parsed.GetRequiredValue(Filter)) with
        {
            Project = project.Id,
            Take = Math.Max(1, parsed.GetValue(Limit)),
        };
        var history = session.Get<TestHistory>();
        var window = Math.Max(1, parsed.GetValue(Window));
        var told = new TestWords(session.Screen);
        if (parsed.GetValue(Name) is { } name)
        {
            await FindAsync(session, parsed, project, name, query, cancellationToken);
        }
        else if (parsed.GetValue(Flaky))
        {
            var tests = await history.ListFlakyAsync(query, window, cancellationToken);
            Tell(session, parsed, tests, HistoryReports.Json.IReadOnlyListFlakyTest, told.Tell);
        }
        else if (parsed.GetValue(Slowest))
        {
            var tests = await history.ListSlowestAsync(query, window, cancellationToken);
            Tell(session, parsed, tests, HistoryReports.Json.IReadOnlyListSlowTest, told.Tell);
        }
        else
        {
            var tests = await history.ListFailingAsync(query, window, cancellationToken);
            Tell(session, parsed, tests, HistoryReports.Json.IReadOnlyListFailingTest, told.Tell);
        }

        return ExitCode.Passed;
    }

    /// <summary>One test's results when the name says which, else the tests whose names hold it.</summary>
    private static async Task FindAsync(
        CliSession session,
        ParseResult parsed,
        Project project,
        string name,
        RunQuery query,
        CancellationToken cancellationToken
    )
    {
        var history = session.Get<TestHistory>();
        var told = new TestWords(session.Screen);
        var found = await history.SearchAsync(name, query, cancellationToken);
        var exact = found.FirstOrDefault(test => string.Equals(test.Id, name, StringComparison.Ordinal))?.Id;
        if ((exact ?? (found is [var only] ? only.Id : null)) is { } id)
        {
            var timeline = await history.FindAsync(project.Id, id, query, cancellationToken);
            Tell(session, parsed, timeline, HistoryReports.Json.TestTimeline, told.Tell);
        }
        else
        {
            Tell(session, parsed, found, HistoryReports.Json.IReadOnlyListFoundTest, told.Tell);
        }
    }

    private static void Tell<T>(CliSession session, ParseResult parsed, T found, JsonTypeInfo<T> json, Action<T> tell)
    {
        if (parsed.GetValue(SharedOptions.Json))
        {
            session.Screen.Result(JsonSerializer.Serialize(found, json));
        }
        else
        {
            tell(found);
        }
    }
}
