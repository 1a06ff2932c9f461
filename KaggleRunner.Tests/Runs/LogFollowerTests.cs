using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Tests.Kaggle;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Runs;

/// <summary>A log over connections that do not agree.</summary>
public sealed class LogFollowerTests
{
    private const string Path = "logs/stream/alice/ci-runner";
    private const string Stream = "text/event-stream";
    private const string First = """{"stream_name":"stdout","time":1.000001,"data":"one\n"}""";
    private const string Second = """{"stream_name":"stdout","time":1.000002,"data":"two\n"}""";
    private const string Third = """{"stream_name":"stdout","time":1.000003,"data":"two\n"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_that_a_reconnected_stream_repeats_are_taken_once_and_equal_lines_are_kept()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On(Path, Events(First), type: Stream)
            .On(Path, Events(First, First, Second, Second, Third, Third, "END_OF_LOG"), type: Stream);

        var log = Follower(run);
        await using (log)
        {
            await log.ReadFinishedAsync(Cancelled);
            log.IsComplete.Should().BeFalse();
            await log.ReadFinishedAsync(Cancelled);
            log.IsComplete.Should().BeTrue();
            log.Complete();
        }

        Lines(run).Should().Equal("one", "two", "two");
    }

    [Fact]
    public async Task A_finished_log_that_differs_from_what_was_streamed_takes_its_place_and_the_old_one_is_kept()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On(Path, Events(Second), type: Stream).On(Path, $"[{First},{Second}]");

        var log = Follower(run);
        await using (log)
        {
            for (var read = 0; read < 8 && !log.IsComplete; read++)
            {
                await log.ReadFinishedAsync(Cancelled);
            }

            log.IsComplete.Should().BeTrue();
            log.Complete();
        }

        Lines(run).Should().Equal("one", "two");
        (
            await File.ReadAllTextAsync(
                System.IO.Path.Combine(run.Live.Value.Folder, "log.txt.damaged-1"),
                TestContext.Current.CancellationToken
            )
        )
            .Should()
            .Be("two\n");
    }

    private static LogFollower Follower(RecordedRun run) =>
        new(
            run.Live,
            run.Context,
            new KernelVersion(KaggleBench.Kernel, 2),
            new RunProgress(run.Live),
            new LogFeed(TimeProvider.System),
            TimeProvider.System,
            NullLogger.Instance
        );

    private static IEnumerable<string> Lines(RecordedRun run) =>
        RunLog.Open(run.Live.Value.Folder).Snapshot(100).Lines.Select(line => line.Text);

    private static string Events(params string[] payloads) =>
        string.Concat(payloads.Select(payload => $"data: {payload}\n\n"));
}
