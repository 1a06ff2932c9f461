using System.Net;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class StatusFaultTests
{
    [Fact]
    public async Task The_first_polls_after_a_push_are_forbidden_and_later_ones_are_not()
    {
        await using var server = await FaultyServer.StartAsync("status-forbidden");
        await server.Caller.PushAsync("print(1)");

        using var first = await server.Caller.PostAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        first.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        await AllowedAsync(server, 1);
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        var before = server.Injected().Count;
        before.Should().BeInRange(1, 3);

        await server.Caller.PushAsync("print(2)");
        using var next = await server.Caller.PostAsync("GetKernelSessionStatus", KaggleCaller.Session(2));
        next.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        server
            .Injected()
            .Should()
            .HaveCount(before + 1)
            .And.AllBe("status-forbidden GetKernelSessionStatus local/ci-runner");
    }

    [Fact]
    public async Task The_session_before_answers_the_first_polls_of_the_next()
    {
        await using var server = await FaultyServer.StartAsync("status-stale@1");
        await server.Caller.PushAsync("print(1)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        server.Injected().Should().BeEmpty("there was none before");

        await WaitingScript.PushAsync(server, 2);

        (await server.Caller.StateAsync(2)).Should().Be("COMPLETE", "it is still running");
        await Eventually.BecomesAsync(async () => await server.Caller.StateAsync(2) is "RUNNING");
        server.Injected().Count.Should().BeInRange(1, 3);
        await WaitingScript.LetGoAsync(server, 2);
        (await server.Caller.EndOfAsync(2)).Should().Be("COMPLETE");
    }

    [Fact]
    public async Task A_status_has_a_name_that_nobody_knows()
    {
        await using var server = await FaultyServer.StartAsync("unknown-enum@1");
        await server.Caller.PushAsync("print(1)");

        using var unknown = await server.Caller.PostAsync("GetKernelSessionStatus", KaggleCaller.Session(1));
        (await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .Be("""{"status":"PREEMPTED"}""");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        server.Injected().Should().Equal("unknown-enum GetKernelSessionStatus local/ci-runner");
    }

    private static Task AllowedAsync(RunningServer server, int version) =>
        Eventually.BecomesAsync(async () =>
        {
            using var poll = await server.Caller.PostAsync("GetKernelSessionStatus", KaggleCaller.Session(version));
            return poll.StatusCode == HttpStatusCode.OK;
        });
}
