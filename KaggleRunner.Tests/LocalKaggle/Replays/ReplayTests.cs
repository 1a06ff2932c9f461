using System.Globalization;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Replays;

namespace KaggleRunner.Tests.LocalKaggle.Replays;

public sealed class ReplayTests : IDisposable
{
    private const string Script = """
        JOB = json.loads(r'''{"nonce":"0123456789abcdef","target":{"path":"it's"}}''')
        raise SystemExit("this is never run")
        """;

    private const string Log = """
        [{"stream_name":"stdout","time":0.0,"data":"##kaggle-runner[NONCE-OF-THE-RUN] {\"record\":\"session\"}\nhello\n##kaggle-"},
        {"stream_name":"stderr","time":1.0,"data":"trouble\n"},
        {"stream_name":"stdout","time":20.0,"data":"runner[NONCE-OF-THE-RUN] {\"record\":\"verdict\"}\n"}]
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_session_replays_the_recording_with_the_nonce_of_the_pushed_script()
    {
        await using var server = await StartAsync(Log, speed: 100);
        await server.Caller.PushAsync(Script);

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        (await server.Caller.OutputAsync(1))
            .Should()
            .Be(
                """
                ##kaggle-runner[0123456789abcdef] {"record":"session"}
                hello
                ##kaggle-runner[0123456789abcdef] {"record":"verdict"}

                """
            );
        (await server.Caller.OutputAsync(1, "stderr")).Should().Be("trouble\n");
    }

    [Fact]
    public async Task A_script_without_a_nonce_gets_the_recording_as_it_is()
    {
        await using var server = await StartAsync(Log, speed: 1000);
        await server.Caller.PushAsync("print('never run')");

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        (await server.Caller.OutputAsync(1)).Should().StartWith("##kaggle-runner[NONCE-OF-THE-RUN] ");
    }

    [Fact]
    public async Task It_takes_the_time_that_was_recorded_and_can_be_cancelled_meanwhile()
    {
        await using var server = await StartAsync(
            """[{"stream_name":"stdout","time":0,"data":"first\n"},{"stream_name":"stdout","time":600,"data":"last\n"}]"""
        );
        await server.Caller.PushAsync("print('never run')");
        await server.Caller.LogHoldsAsync("first");
        (await server.Caller.StateAsync(1)).Should().Be("RUNNING");

        var id = await SessionAsync(server);
        await server.Caller.CallAsync("CancelKernelSession", $"{{\"kernelSessionId\":{id}}}");

        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        (await server.Caller.OutputAsync(1)).Should().Be("first\n");
    }

    [Fact]
    public async Task Hundreds_of_sessions_replay_at_once()
    {
        const int Sessions = 300;
        var events = Enumerable
            .Range(0, 20)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"stream_name":"stdout","time":{{i}},"data":"line {{i}}\n"}"""
                )
            );
        await using var server = await StartAsync($"[{string.Join(',', events)}]", speed: 5);

        await Parallel.ForAsync(
            0,
            Sessions,
            TestContext.Current.CancellationToken,
            async (i, _) => await server.Caller.PushAsync(Script, $"kernel {i:000}")
        );

        for (var i = 0; i < Sessions; i++)
        {
            (await server.Caller.EndOfAsync(1, $"kernel-{i:000}")).Should().Be("COMPLETE");
        }

        (await server.Caller.OutputAsync(1, slug: "kernel-299")).Should().EndWith("line 18\nline 19\n");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[")]
    [InlineData("[1]")]
    public async Task A_file_that_is_no_log_is_refused_at_the_start(string text)
    {
        var start = () => StartAsync(text);

        (await start.Should().ThrowAsync<StartException>()).WithMessage("*is no recorded log*");
    }

    [Theory]
    [InlineData("print(1)", null)]
    [InlineData("JOB = json.loads(r'''{\"nonce\":\"abc\"}''')", "abc")]
    [InlineData("JOB = json.loads(r'''{\"nonce\":1}''')", null)]
    [InlineData("JOB = json.loads(r'''{", null)]
    [InlineData("JOB = json.loads(r'''[]''')", null)]
    public void The_nonce_is_that_of_the_scripts_document(string source, string? nonce) =>
        PushedNonce.In(source).Should().Be(nonce);

    public void Dispose() => _folder.Dispose();

    private async Task<RunningServer> StartAsync(string log, double speed = 1)
    {
        var file = _folder.Combine("recording.json");
        await File.WriteAllTextAsync(file, log, TestContext.Current.CancellationToken);
        return await RunningServer.StartAsync(options =>
            options with
            {
                Replay = file,
                ReplaySpeed = speed,
                CpuSessions = 1000,
            }
        );
    }

    private static async Task<string> SessionAsync(RunningServer server)
    {
        using var answer = await server.Caller.Http.GetAsync(
            "/api/v1/kernels/output/download/local/ci-runner",
            TestContext.Current.CancellationToken
        );
        return answer.Headers.Location!.Segments[^1];
    }
}
