using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Whole runs while Kaggle is in trouble: the right verdict, every line once, every file whole, one push.</summary>
public sealed class FaultRunTests
{
    private const int Lines = 120;

    private const string Script = """
        import pathlib, time
        for number in range(120):
            print(f"line {number} äö🎈", flush=True)
            time.sleep(0.03)
        pathlib.Path("results").mkdir()
        for number in range(3):
            pathlib.Path(f"results/{number}.txt").write_text(f"{number}" * 10_000)
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rate-limit-seconds=0.3")]
    [InlineData("rate-limit-date=0.3")]
    [InlineData("server-error=0.3")]
    [InlineData("unavailable=0.3")]
    [InlineData("lost-push-answer@1")]
    [InlineData("lost-answer=0.4")]
    [InlineData("stream-cut=0.8")]
    [InlineData("stream-stall@1")]
    [InlineData("stream-cut@4", "stream-duplicate")]
    [InlineData("stream-cut@4", "stream-rechunk")]
    [InlineData("stream-cut@3", "stream-split")]
    [InlineData("stream-no-sentinel")]
    [InlineData("download-truncated=0.5")]
    [InlineData("download-expired@1")]
    [InlineData("download-slow")]
    [InlineData("status-forbidden")]
    [InlineData("unknown-enum=0.5")]
    [InlineData("clock-skew")]
    [InlineData("half-json=0.3")]
    [InlineData("html-200=0.6")]
    [InlineData("all=0.05")]
    public async Task A_run_ends_right_in_spite_of(params string[] faults)
    {
        await using var home = await TestHome.StartAsync(withEngine: true, Arguments(faults));
        using var repository = await PushedAsync();

        var run = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        await BeRightAsync(home, run);
        // The second of two strikes only where the first has cut the stream early enough.
        if (Name(faults[0]) is not "all" and var fault)
        {
            Struck(home, fault).Should().BePositive($"{fault} must have happened for this to say anything");
        }
    }

    [Fact]
    public async Task The_status_of_the_session_before_is_not_taken_for_this_runs()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, Arguments(["status-stale"]));
        using var repository = await PushedAsync();
        var first = await home.LaunchAsync(repository.Root, "train.py");
        var second = await home.LaunchAsync(repository.Root, "train.py");

        var ended = new[] { await home.WaitForEndAsync(first.Id), await home.WaitForEndAsync(second.Id) };

        await BeRightAsync(home, ended[0], pushes: 2);
        await BeRightAsync(home, ended[1], pushes: 2);
        Struck(home, "status-stale").Should().BePositive();
    }

    private static async Task BeRightAsync(TestHome home, Run run, int pushes = 1)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.Verdict} {run.Notice} {run.EndedAt - run.CreatedAt}");
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, $"{run.Verdict.Reason} {run.Notice}");
        RunLog
            .Open(run.Folder)
            .Snapshot(1000)
            .Lines.Select(line => line.Text)
            .Where(line => line.StartsWith("line ", StringComparison.Ordinal))
            .Should()
            .Equal(Enumerable.Range(0, Lines).Select(number => $"line {number} äö🎈"));
        for (var number = 0; number < 3; number++)
        {
            var output = Path.Combine(run.Folder, "output", "results", $"{number}.txt");
            (await File.ReadAllTextAsync(output, Cancelled)).Should().HaveLength(10_000);
        }

        home.Accepted("SaveKernel").Should().Be(pushes);
        run.Waiting.Should().BeNull();
    }

    private static string Name(string fault) => fault.Split('=', '@')[0];

    private static int Struck(TestHome home, string fault)
    {
        var journal = Path.Combine(home.LocalKaggle, "faults.jsonl");
        return File.Exists(journal)
            ? File.ReadLines(journal).Count(line => line.Contains($"\"{fault}\"", StringComparison.Ordinal))
            : 0;
    }

    private static string[] Arguments(IEnumerable<string> faults) =>
        [.. faults.SelectMany(fault => new[] { "--fault", fault }), "--fault-seed", "20261123"];

    private static async Task<TestRepository> PushedAsync()
    {
        var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("script", ("train.py", Script));
        await repository.GitAsync("push", "--quiet");
        return repository;
    }
}
