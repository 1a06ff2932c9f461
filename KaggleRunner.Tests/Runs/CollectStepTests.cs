using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Tests.Kaggle;

namespace KaggleRunner.Tests.Runs;

/// <summary>Outputs of another version, from a server that ignores which one was asked for.</summary>
public sealed class CollectStepTests
{
    private const string Foreign = """
        {"files":[{"url":"/files/theirs","fileName":"theirs.txt"}],"log":"[{\"data\":\"##kaggle-runner[fedcba9876543210] {}\\n\"}]"}
        """;
    private const string Ours = """
        {"files":[{"url":"/files/ours","fileName":"ours.txt"}],"log":"[{\"data\":\"##kaggle-runner[0123456789abcdef] {}\\n\"}]"}
        """;
    private static readonly KernelVersion Version = new(KaggleBench.Kernel, 3);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_not_taken_and_the_run_says_so()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("ListKernelSessionOutput", Foreign).On("/files/theirs", "theirs");

        await CollectAsync(run);

        run.Live.Value.Notice.Should().Contain("another version's").And.Contain("v3");
        run.Live.Value.OutputCount.Should().Be(0);
        run.Calls("ListKernelSessionOutput").Should().Be(5);
        run.Calls("/files/theirs").Should().Be(0);
        Directory.Exists(Path.Combine(run.Live.Value.Folder, "output")).Should().BeFalse();
    }

    [Fact]
    public async Task The_right_ones_are_taken_when_the_server_comes_to_its_senses()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("ListKernelSessionOutput", Foreign)
            .On("ListKernelSessionOutput", Foreign)
            .On("ListKernelSessionOutput", Ours)
            .On("/files/ours", "ours", type: "text/plain");

        await CollectAsync(run);

        run.Live.Value.Notice.Should().BeNull();
        run.Live.Value.OutputCount.Should().Be(1);
        run.Live.Value.Waiting.Should().BeNull();
        Directory.GetFiles(run.Live.Value.Folder, "theirs.txt", SearchOption.AllDirectories).Should().BeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(run.Live.Value.Folder, "output", "ours.txt"), Cancelled))
            .Should()
            .Be("ours");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_the_step_and_not_the_run()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("ListKernelSessionOutput", Ours).On("/files/ours", "ours", type: "text/plain");
        var inTheWay = Path.Combine(run.Live.Value.Folder, ".collecting");
        await File.WriteAllTextAsync(inTheWay, "", Cancelled);

        await CollectAsync(run);

        run.Live.Value.OutputsInterrupted.Should().Contain("cannot be written");
        run.Live.Value.Notice.Should().Contain("kaggle-runner download 1 --all");
        File.Delete(inTheWay);
        run.Bench.Kaggle.On("ListKernelSessionOutput", Ours).On("/files/ours", "ours", type: "text/plain");
        await CollectAsync(run);
        run.Live.Value.OutputsInterrupted.Should().BeNull();
        run.Live.Value.OutputCount.Should().Be(1);
    }

    [Fact]
    public async Task Who_stops_the_fetching_keeps_the_kernels_verdict()
    {
        await using var run = await RecordedRun.StartAsync();
        using var reached = new SemaphoreSlim(0);
        run.Bench.Kaggle.On(
            "ListKernelSessionOutput",
            context =>
            {
                reached.Release();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
        );
        var collecting = CollectAsync(run);
        await reached.WaitAsync(Cancelled);
        await run.Live.RequestCancelAsync(DateTimeOffset.MaxValue);

        await collecting;

        run.Live.Value.OutputsInterrupted.Should().Be("You stopped the fetching of its outputs.");
    }

    [Fact]
    public async Task A_version_that_is_gone_is_said()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("ListKernelSessionOutput", """{"code":404,"message":"Not found"}""", 404);

        await CollectAsync(run);

        run.Live.Value.OutputsInterrupted.Should().StartWith("Kaggle no longer gives the outputs of version 3");
    }

    [Fact]
    public async Task A_script_that_is_not_ours_has_no_records_to_tell_it_by()
    {
        await using var run = await RecordedRun.StartAsync(value => value with { Origin = RunOrigin.Foreign });
        run.Bench.Kaggle.On("ListKernelSessionOutput", Foreign).On("/files/theirs", "theirs", type: "text/plain");

        await CollectAsync(run);

        run.Live.Value.OutputCount.Should().Be(1);
        run.Calls("ListKernelSessionOutput").Should().Be(1);
    }

    private static Task CollectAsync(RecordedRun run) =>
        new CollectStep(new OutputCollector(), TimeProvider.System).ExecuteAsync(
            run.Live,
            run.Context,
            Version,
            Cancelled
        );
}
