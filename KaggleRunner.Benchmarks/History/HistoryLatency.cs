using System.Diagnostics;
using System.Globalization;
using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Statistics;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Benchmarks.History;

/// <summary>What a user waits for in a history of many runs and tests, beside a query that does nothing, in one process.</summary>
internal sealed class HistoryLatency(IServiceProvider services, int repetitions)
{
    private readonly RunStore _store = services.GetRequiredService<RunStore>();
    private readonly TestHistory _tests = services.GetRequiredService<TestHistory>();
    private readonly RunStatistics _statistics = services.GetRequiredService<RunStatistics>();

    public static async Task<int> RunAsync(string home, int runs, int testsPerRun, int repetitions)
    {
        await using var services = Open(home);
        await SeedAsync(services, home, runs, testsPerRun);
        await new HistoryLatency(services, repetitions).MeasureAsync();
        return 0;
    }

    /// <summary>A history for others to measure.</summary>
    public static async Task<int> SeedAsync(string home, int runs, int testsPerRun)
    {
        await using var services = Open(home);
        await SeedAsync(services, home, runs, testsPerRun);
        return 0;
    }

    private static ServiceProvider Open(string home) =>
        new ServiceCollection().AddLogging().AddKaggleRunner(new RunnerHome(home)).BuildServiceProvider();

    private static async Task SeedAsync(ServiceProvider services, string home, int runs, int testsPerRun)
    {
        var began = Stopwatch.GetTimestamp();
        await new SeededHistory(services.GetRequiredService<RunStore>(), runs, testsPerRun).SeedAsync();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var size = new FileInfo(Path.Combine(home, "runner.db")).Length / 1e6;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{runs} runs, {(long)runs * testsPerRun} results: seeded in {seconds:0} s, {size:0} MB"
            )
        );
    }

    private async Task MeasureAsync()
    {
        Console.WriteLine("| milliseconds | p50 | max |");
        Console.WriteLine("|---|---:|---:|");
        await TellAsync(
            "a query that does nothing",
            () =>
                _store.ReadAsync(
                    d => d.Database.SqlQuery<int>($"SELECT 1 AS Value").SingleAsync(),
                    CancellationToken.None
                )
        );
        foreach (var text in Filters)
        {
            await SearchAsync(text.Length == 0 ? "home: newest 50 and how many" : $"`{text}`", RunQuery.Parse(text));
        }

        await SearchAsync("the last page", (new RunQuery { Take = 50 }).OnPage(200));
        await SearchAsync("`lr` on page 20", (RunQuery.Parse("lr") with { Take = 50 }).OnPage(20));
        await MeasureRunsAsync();
        await MeasureTestsAsync();
    }

    private static string[] Filters =>
        [
            "",
            "project:bench",
            "target:train_7",
            "verdict:failed,error",
            "branch:feature/*",
            "commit:00a",
            "accelerator:t4",
            "tag:baseline",
            "starred:yes",
            "since:30d",
            "longer:20m",
            "plateau",
            "lr",
            "verdict:failed branch:main tag:baseline since:90d plateau",
            "sort:duration",
            "sort:target",
            "sort:number-asc",
            "verdict:cancelled nothing-holds-this",
        ];

    private async Task MeasureRunsAsync()
    {
        foreach (var field in Enum.GetValues<RunField>())
        {
            await TellAsync(
                $"values to choose from: {field}",
                () => _store.ListValuesAsync(field, new RunQuery { Take = 50 }, CancellationToken.None)
            );
        }

        var id = new RunId(SeededHistory.Project.Id, 5000);
        await TellAsync("one run", () => _store.FindAsync(id, CancellationToken.None));
        await TellAsync(
            "verdicts and durations of all targets by week",
            () => _statistics.ListTargetsAsync(new RunQuery(), CancellationToken.None)
        );
        await TellAsync(
            "accelerator hours by week",
            () => _statistics.ListAcceleratorHoursAsync(new RunQuery(), CancellationToken.None)
        );
    }

    private async Task MeasureTestsAsync()
    {
        var query = new RunQuery { Project = SeededHistory.Project.Id, Take = 50 };
        await TellAsync(
            "a test in all runs: newest 50",
            () => _tests.FindAsync(SeededHistory.Project.Id, SeededHistory.Everywhere, query, CancellationToken.None)
        );
        await TellAsync(
            "… newest 1,000",
            () =>
                _tests.FindAsync(
                    SeededHistory.Project.Id,
                    SeededHistory.Everywhere,
                    query with
                    {
                        Take = 1000,
                    },
                    CancellationToken.None
                )
        );
        await TellAsync(
            "tests by a part of the name",
            () => _tests.SearchAsync("test_4", query, CancellationToken.None)
        );
        await TellAsync("flaky", () => _tests.ListFlakyAsync(query, TestHistory.Window, CancellationToken.None));
        await TellAsync("slowest", () => _tests.ListSlowestAsync(query, TestHistory.Window, CancellationToken.None));
        await TellAsync(
            "failing, and since when",
            () => _tests.ListFailingAsync(query, TestHistory.Window, CancellationToken.None)
        );
        await TellAsync(
            "flaky of one branch and target",
            () =>
                _tests.ListFlakyAsync(
                    RunQuery.Parse("branch:main target:train_7") with
                    {
                        Take = 50,
                    },
                    TestHistory.Window,
                    CancellationToken.None
                )
        );
    }

    private Task SearchAsync(string name, RunQuery query) =>
        TellAsync(name, () => _store.SearchAsync(query with { Take = 50 }, CancellationToken.None));

    private async Task TellAsync<T>(string name, Func<Task<T>> work)
    {
        // The first time compiles.
        await work();
        var times = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[times.Count / 2]:0.0} | {times[^1]:0.0} |")
        );
    }
}
