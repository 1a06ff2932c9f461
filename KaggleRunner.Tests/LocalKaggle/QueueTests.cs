namespace KaggleRunner.Tests.LocalKaggle;

public sealed class QueueTests
{
    private const string Waiting = """
        import os, time
        print('up', flush=True)
        while not os.path.exists('go'): time.sleep(0.01)
        """;

    [Fact]
    public async Task More_sessions_than_the_machine_runs_at_once_are_queued_and_run_in_turn()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Workers = 1 });
        await server.Caller.PushAsync(Waiting);
        await server.Caller.LogHoldsAsync("up");
        await server.Caller.PushAsync("print(2)");
        await server.Caller.PushAsync("print(3)");

        var status = await server.Caller.CallAsync("GetKernelSessionStatus", KaggleCaller.Session(2));
        await server.Caller.CallAsync("CancelKernelSession", """{"kernelSessionId":100000003}""");
        (await server.Caller.EndOfAsync(3)).Should().Be("CANCEL_ACKNOWLEDGED", "what waits can be cancelled");
        (await server.Caller.StateAsync(2)).Should().Be("QUEUED");
        await File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/working/go"),
            "",
            TestContext.Current.CancellationToken
        );

        status.GetRawText().Should().Be("{}", "QUEUED is the enum's value 0");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.EndOfAsync(2)).Should().Be("COMPLETE");
    }

    [Fact]
    public async Task What_is_queued_when_the_server_stops_runs_when_it_is_back()
    {
        using var home = new TemporaryHome();
        await using (var server = await RunningServer.StartAsync(home, o => o with { Workers = 1 }))
        {
            await server.Caller.PushAsync(Waiting);
            await server.Caller.LogHoldsAsync("up");
            await server.Caller.PushAsync("print(2)");
        }

        await using var again = await RunningServer.StartAsync(home);

        (await again.Caller.EndOfAsync(1)).Should().Be("ERROR");
        (await again.Caller.EndOfAsync(2)).Should().Be("COMPLETE");
    }
}
