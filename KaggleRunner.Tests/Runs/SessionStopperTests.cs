using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Tests.Kaggle;
using Microsoft.AspNetCore.Http;

namespace KaggleRunner.Tests.Runs;

/// <summary>The three ways to stop a session, and what is said where none of them works.</summary>
public sealed class SessionStopperTests
{
    private const string Redirect = "/kernels/output/download_zip/77";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_id_that_the_kernel_told_is_used_first()
    {
        await using var run = await RecordedRun.StartAsync(value => value with { SessionId = 42 });
        run.Bench.Kaggle.On("CancelKernelSession", "{}");

        await StopAsync(run);

        run.Bench.Kaggle.Requests.Should().ContainSingle().Which.Body.Should().Be("""{"kernelSessionId":42}""");
        run.Live.Value.Waiting.Should().Contain("session 42 (told by the kernel)");
    }

    [Theory]
    [InlineData(403, """{"code":403,"message":"wrong id"}""")]
    [InlineData(200, """{"errorMessage":"no such session"}""")]
    public async Task Where_it_is_refused_the_redirect_tells_another(int status, string answer)
    {
        await using var run = await RecordedRun.StartAsync(value => value with { SessionId = 42 });
        run.Bench.Kaggle.On("CancelKernelSession", answer, status)
            .On("CancelKernelSession", "{}")
            .On("download/alice/ci-runner", "", 302, headers: ("Location", Redirect));

        await StopAsync(run);

        run.Bench.Kaggle.Requests[^1].Body.Should().Be("""{"kernelSessionId":77}""");
        run.Live.Value.Waiting.Should().Contain("session 77 (told by Kaggle's redirect)");
        run.Live.Value.Notice.Should().BeNull();
    }

    [Fact]
    public async Task A_queued_session_without_an_id_is_stopped_once_Kaggle_tells_one()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("download/alice/ci-runner", "", 404)
            .On("download/alice/ci-runner", "", 404)
            .On("download/alice/ci-runner", "", 302, headers: ("Location", Redirect))
            .On("CancelKernelSession", "{}");

        await StopAsync(run);

        run.Calls("CancelKernelSession").Should().Be(1);
    }

    [Fact]
    public async Task Where_nothing_works_the_page_is_named_and_it_goes_on_trying()
    {
        await using var run = await RecordedRun.StartAsync(value =>
            value with
            {
                SessionId = 42,
                KernelUrl = "https://www.kaggle.com/code/alice/ci-runner",
            }
        );
        var refusals = 0;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Bench.Kaggle.On("download/alice/ci-runner", "", 404)
            .On(
                "CancelKernelSession",
                async context =>
                {
                    if (++refusals > 4)
                    {
                        told.TrySetResult();
                    }

                    context.Response.StatusCode = 403;
                    await context.Response.WriteAsync("""{"code":403,"message":"no"}""", context.RequestAborted);
                }
            );
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await run.Live.RequestCancelAsync(RunExample.Midnight);

        var watching = Stopper(run).WatchAsync(over.Token);
        await told.Task.WaitAsync(Cancelled);
        await over.CancelAsync();
        await watching;

        run.Live.Value.Notice.Should()
            .Contain("could not be told to stop")
            .And.Contain("kaggle.com/code/alice/ci-runner");
        run.Live.Value.Waiting.Should().StartWith("Stop the session on https://");
    }

    private static async Task StopAsync(RecordedRun run)
    {
        await run.Live.RequestCancelAsync(RunExample.Midnight);
        await Stopper(run).WatchAsync(Cancelled);
    }

    private static SessionStopper Stopper(RecordedRun run) =>
        new(run.Live, run.Context, new KernelVersion(KaggleBench.Kernel, 2), TimeProvider.System);
}
