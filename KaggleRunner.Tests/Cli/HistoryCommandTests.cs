using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;

namespace KaggleRunner.Tests.CommandLine;

/// <summary>The commands on runs of the past, as processes without a terminal, on runs that were saved for them.</summary>
public sealed class HistoryCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestRepository _repository = default!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Home => _folder.Combine("home");

    public async ValueTask InitializeAsync()
    {
        _repository = await TestRepository.CreateAsync();
        var sha = await _repository.CommitAsync("Begin", ("a.py", "1"));
        await SaveAsync(
            "tests/a",
            sha,
            new Verdict(VerdictKind.Passed, "1 passed."),
            "<testcase classname=\"test_a\" name=\"x\" time=\"1\"/>"
        );
        await SaveAsync(
            "tests/b",
            sha,
            new Verdict(VerdictKind.Failed, "=1+1"),
            "<testcase classname=\"test_a\" name=\"x\" time=\"1\"><failure message=\"assert 1 == 2\"/></testcase>"
        );
        await SaveAsync("train.py", sha, null, null);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _repository.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Runs_are_listed_by_a_filter_for_people_programs_and_spreadsheets()
    {
        var (code, output, _) = await RunAsync("list", "verdict:failed,passed", "tests/b");
        (code, output).Should().Be((0, output));
        output.Should().Contain("tests/b").And.NotContain("tests/a").And.NotContain("\u001b");

        (await RunAsync("list", "-verdict:failed", "-target:train.py"))
            .Output.Should()
            .Contain("tests/a")
            .And.NotContain("tests/b")
            .And.NotContain("train.py");
        (await RunAsync("list", "-x")).Error.Should().Contain("no option -x");
        var json = JsonDocument.Parse((await RunAsync("list", "--json", "--limit", "1")).Output).RootElement;
        json.EnumerateArray().Single().GetProperty("number").GetInt32().Should().Be(3);

        var csv = (await RunAsync("list", "--csv", "--limit", "0", "sort:number-asc")).Output.Split('\n');
        csv[0].Should().StartWith("run,project,target,state");
        csv[2].Should().StartWith("2,").And.Contain(",'=1+1,");
        csv.Should().HaveCount(5, "a head, three runs and the last line's end");

        (await RunAsync("list", "verdct:failed"))
            .Should()
            .Match<(int Code, string Output, string Error)>(r =>
                r.Code == 2 && r.Error.Contains("verdict:", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task Tags_notes_and_stars_are_written_and_shown()
    {
        (await RunAsync("tag", "1", "baseline", "lr")).Code.Should().Be(0);
        (await RunAsync("tag", "1", "lr", "--remove")).Error.Should().Contain("baseline").And.NotContain("lr");
        (await RunAsync("note", "1", "as good as it gets")).Code.Should().Be(0);
        (await RunAsync("star", "1", "2")).Code.Should().Be(0);

        var shown = (await RunAsync("show", "1")).Output;
        shown.Should().Contain("baseline").And.Contain("as good as it gets").And.Contain("starred");
        (await RunAsync("note", "1")).Output.Trim().Should().Be("as good as it gets");
        (await RunAsync("list", "starred:yes", "tag:base*")).Output.Should().Contain("#1 *").And.NotContain("#2");
        (await RunAsync("tag", "1", "two words")).Code.Should().Be(2);
    }

    [Fact]
    public async Task Deleted_runs_wait_in_the_trash()
    {
        (await RunAsync("delete", "1"))
            .Should()
            .Match<(int Code, string Output, string Error)>(r =>
                r.Code == 2 && r.Error.Contains("--yes", StringComparison.Ordinal)
            );
        (await RunAsync("delete", "1", "3", "--yes")).Code.Should().Be(2, "run 3 has not ended");
        (await RunAsync("delete", "1", "2", "--yes")).Code.Should().Be(0);

        (await RunAsync("show", "1")).Error.Should().Contain("trash restore 1");
        (await RunAsync("trash", "list")).Output.Should().Contain("#1").And.Contain("#2");
        (await RunAsync("trash", "restore", "1")).Code.Should().Be(0);
        (await RunAsync("trash", "empty", "--yes")).Code.Should().Be(0);
        (await RunAsync("trash", "list")).Error.Should().Contain("empty");
        (await RunAsync("list")).Output.Should().Contain("#1").And.NotContain("#2");
    }

    [Fact]
    public async Task Runs_are_compared_and_tests_are_told_over_time()
    {
        (await RunAsync("compare", "1", "2"))
            .Output.Should()
            .Contain("newly failing: test_a.py::x")
            .And.Contain("same");
        var json = JsonDocument.Parse((await RunAsync("compare", "1", "2", "--json")).Output).RootElement;
        json.GetProperty("tests")[0].GetProperty("change").GetString().Should().Be("NewlyFailing");
        json.GetProperty("commits")[1].GetProperty("run").GetInt32().Should().Be(2);
        (await RunAsync("compare", "1")).Code.Should().Be(2);

        (await RunAsync("tests")).Output.Should().Contain("test_a.py::x: assert 1 == 2").And.Contain("#2 (new)");
        (await RunAsync("tests", "--flaky")).Output.Should().Contain("1 of 2");
        (await RunAsync("tests", "a.py::x")).Output.Should().Contain("failed").And.Contain("passed");
        (await RunAsync("tests", "--flaky", "--slowest")).Code.Should().Be(2);
    }

    [Fact]
    public async Task A_lost_database_is_made_anew_from_the_folders()
    {
        await RunAsync("tag", "1", "keep");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Home, recursive: true);

        var (code, output, error) = await RunAsync("reindex", "--json");

        code.Should().Be(0);
        error.Should().Contain("2 runs, 2 of them new").And.Contain("has not ended");
        JsonDocument.Parse(output).RootElement[0].GetProperty("added").GetInt32().Should().Be(2);
        (await RunAsync("list", "tag:keep")).Output.Should().Contain("#1");
        (await RunAsync("tests", "--slowest")).Output.Should().Contain("test_a.py::x");
    }

    [Fact]
    public async Task Killed_at_any_moment_a_deletion_leaves_the_run_here_or_in_the_trash()
    {
        var random = new Random(48151623);
        for (var kill = 0; kill < 8; kill++)
        {
            using (
                new CliProcess(
                    Home,
                    _repository.Root,
                    kill % 2 == 0 ? ["delete", "1", "--yes"] : ["trash", "restore", "1"]
                )
            )
            {
                // Not awaited for anything: whatever it does at this moment, it is killed.
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150, 900)), TimeProvider.System, Cancelled);
            }

            var inTrash = (await RunAsync("trash", "list", "--json")).Output.Contains(
                "\"number\": 1",
                StringComparison.Ordinal
            );
            var here = (await RunAsync("list", "--json", "run:1")).Output.Contains(
                "\"number\": 1",
                StringComparison.Ordinal
            );

            here.Should().Be(!inTrash);
            var results = Path.Combine(_repository.Root, "kaggle_runner", "results");
            var place = Path.Combine(results, inTrash ? ".trash" : "", "demo-kernel", "1");
            File.Exists(Path.Combine(place, "run.json")).Should().BeTrue();
            File.Exists(Path.Combine(place, "junit.xml")).Should().BeTrue();
            Directory.Exists(Path.Combine(results, inTrash ? "" : ".trash", "demo-kernel", "1")).Should().BeFalse();
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = new CliProcess(Home, _repository.Root, arguments);
        var code = await process.EndAsync();
        return (code, process.Output, process.Error);
    }

    private async Task SaveAsync(string target, string sha, Verdict? verdict, string? testCase)
    {
        var project = _repository.Project;
        var store = new RunStore(
            new RunsDatabaseFactory(new RunnerHome(Home), TimeProvider.System),
            TimeProvider.System
        );
        var (number, folder) = ResultsFolder.Reserve(project.Root, "demo-kernel", 1);
        var run = RunExample.Create(folder, number, project.Id.Value) with
        {
            ProjectRoot = project.Root,
            ProjectName = project.Name,
            Target = new Target(target, TargetKind.Pytest),
            Revision = new Revision { Sha = sha, Branch = "main" },
            Verdict = verdict,
        };
        if (testCase is not null)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "junit.xml"),
                $"<testsuite>{testCase}</testsuite>",
                Cancelled
            );
        }

        await store.AddProjectAsync(project, Cancelled);
        await store.SaveAsync(verdict is null ? run : run with { EndedAt = run.CreatedAt.AddSeconds(9) }, Cancelled);
    }
}
