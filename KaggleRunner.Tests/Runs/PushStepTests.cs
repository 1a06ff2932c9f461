using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Runs;

/// <summary>A push is sent once, whatever becomes of its answer, and waits where Kaggle has no room.</summary>
public sealed class PushStepTests : IDisposable
{
    private const string Saved = """{"ref":"/code/alice/demo-kernel","versionNumber":8}""";
    private const string Forbidden = """{"code":403,"message":"no"}""";

    private readonly SessionQueues _queues = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _queues.Dispose();

    [Fact]
    public async Task A_lost_answer_is_looked_for_until_a_new_kernel_can_be_seen()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403)
            .On("GetKernel", Forbidden, 403)
            .On("GetKernel", Forbidden, 403)
            .On("GetKernel", Holding(1, "# 0123456789abcdef"))
            .OnLost("SaveKernel");

        var version = await PushAsync(run);

        version.Should().Be(new KernelVersion(new KernelRef("alice", "demo-kernel"), 1));
        run.Calls("SaveKernel").Should().Be(1);
        run.Live.Value.Waiting.Should().BeNull();
    }

    [Fact]
    public async Task A_version_is_found_though_the_number_told_is_an_old_one()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("GetKernel", Holding(7, "print('before')"))
            .On("GetKernel", Holding(7, "print('before')"))
            .On("GetKernel", Holding(7, "# 0123456789abcdef"))
            .On("SaveKernel", "<html><title>Bad gateway</title></html>", 502);

        (await PushAsync(run)).Version.Should().Be(8);
        run.Calls("SaveKernel").Should().Be(1);
        run.Bench.Kaggle.Requests[^1].Body.Should().Contain("\"versionLabel\":\"v8\"");
    }

    [Fact]
    public async Task A_push_that_never_arrived_is_sent_again()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403).OnLost("SaveKernel").On("SaveKernel", Saved);

        (await PushAsync(run)).Version.Should().Be(8);
        run.Calls("SaveKernel").Should().Be(2);
    }

    [Fact]
    public async Task A_push_accepted_without_a_number_while_its_kernel_is_forbidden_is_looked_for()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403)
            .On("GetKernel", Forbidden, 403)
            .On("GetKernel", Holding(1, "# 0123456789abcdef"))
            .On("SaveKernel", """{"ref":"/code/alice/demo-kernel"}""");

        (await PushAsync(run)).Version.Should().Be(1);
        run.Calls("SaveKernel").Should().Be(1);
    }

    [Fact]
    public async Task A_wish_to_stop_does_not_forget_a_push_that_may_have_arrived()
    {
        await using var run = await RecordedRun.StartAsync();
        using var wish = new CancellationTokenSource();
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403)
            .On("GetKernel", Holding(1, "# 0123456789abcdef"))
            .On(
                "SaveKernel",
                async context =>
                {
                    await wish.CancelAsync();
                    context.Abort();
                }
            );

        var version = await Step().ExecuteAsync(run.Live, run.Context, "script", wish.Token, Cancelled);

        version.Version.Should().Be(1, "its session must be stopped, which takes its version");
    }

    [Fact]
    public async Task Where_no_session_is_free_it_waits_says_so_and_tries_again()
    {
        await using var run = await RecordedRun.StartAsync();
        string? said = null;
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403)
            .On("SaveKernel", """{"error":"Maximum batch GPU session count of 2 reached."}""")
            .On(
                "SaveKernel",
                context =>
                {
                    said = run.Live.Value.Waiting;
                    return context.Response.WriteAsync(Saved, context.RequestAborted);
                }
            );

        (await PushAsync(run)).Version.Should().Be(8);
        said.Should().Contain("session count of 2").And.Contain("Waiting for a session to end");
    }

    [Fact]
    public async Task Of_all_that_wait_for_a_session_only_the_first_in_line_asks()
    {
        await using var run = await RecordedRun.StartAsync();
        var first = await _queues.JoinAsync(run.Context.Account, "NvidiaTeslaT4", Cancelled);

        var second = _queues.JoinAsync(run.Context.Account, "NvidiaTeslaP100", Cancelled);
        var newcomer = _queues.JoinIfAnyWaitsAsync(run.Context.Account, "NvidiaL4", Cancelled);
        var other = await _queues.JoinIfAnyWaitsAsync(run.Context.Account, machineShape: null, Cancelled);

        other.Should().BeNull("CPU sessions are counted apart");
        second.IsCompleted.Should().BeFalse();
        first.Dispose();
        var place = await second;
        newcomer.IsCompleted.Should().BeFalse();
        place.Dispose();
        (await newcomer)!.Dispose();
    }

    [Fact]
    public async Task A_spent_quota_says_when_it_refreshes_and_what_is_left()
    {
        await using var run = await RecordedRun.StartAsync();
        run.Bench.Kaggle.On("GetKernel", Forbidden, 403)
            .On("SaveKernel", """{"error":"Maximum weekly GPU quota of 30.00 hours reached."}""")
            .On(
                "GetAcceleratorQuotaStatistics",
                """
                {"quotaRefreshTime":"2099-07-04T00:00:00Z","gpuQuota":{"timeUsed":"108000.0s","totalTimeAllowed":"108000.0s"},
                 "tpuQuota":{"totalTimeAllowed":"72000s"}}
                """
            );

        var act = () => PushAsync(run);

        var thrown = (await act.Should().ThrowAsync<KaggleQuotaException>()).Which;
        thrown.Sentence.Should().ContainAll("2099-07-04 00:00 UTC", "GPU 0.0 of 30.0 h", "TPU 20.0 of 20.0 h");
        VerdictRules.ForFailure(thrown).Kind.Should().Be(VerdictKind.Infrastructure);
    }

    private Task<KernelVersion> PushAsync(RecordedRun run) =>
        Step().ExecuteAsync(run.Live, run.Context, "# 0123456789abcdef", Cancelled, Cancelled);

    private PushStep Step() => new(new PushComposer(), _queues, TimeProvider.System, NullLogger<PushStep>.Instance);

    private static string Holding(int current, string source) =>
        $$$"""{"metadata":{"ref":"alice/demo-kernel","currentVersionNumber":{{{current}}}},"blob":{"source":{{{JsonSerializer.Serialize(source)}}}}}""";
}
