using System.Text;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class LogStreamTests
{
    private static readonly string Waiting = """
        import os, sys, time
        print("first", flush=True)
        print("trouble", file=sys.stderr, flush=True)
        while not os.path.exists("/kaggle/working/go") and not os.path.exists("go"):
            time.sleep(0.01)
        print("last")
        """;

    [Fact]
    public async Task The_log_arrives_while_the_script_runs_and_each_connection_begins_at_its_start()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync(Waiting);
        using var one = new EventReader(await OpenAsync(server));
        (await one.UntilAsync("first")).Should().Contain("first");
        await server.Caller.LogHoldsAsync("trouble");

        using var two = new EventReader(await OpenAsync(server));
        (await two.UntilAsync("trouble")).Should().Contain("first\n", "it replays from the start");
        await File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, "kernels/local/ci-runner/v1/working/go"),
            "",
            TestContext.Current.CancellationToken
        );

        (await one.ToEndAsync()).Should().Be("first\nlast\n");
        (await two.ToEndAsync()).Should().Be("first\nlast\n");
        (await server.Caller.StateAsync(1))
            .Should()
            .Be("COMPLETE", "the end of the log comes after the end of the session");
        (await server.Caller.OutputAsync(1)).Should().Be("first\nlast\n");
        (await server.Caller.OutputAsync(1, "stderr")).Should().Be("trouble\n");
    }

    [Fact]
    public async Task Every_byte_of_the_output_survives()
    {
        await using var server = await RunningServer.StartAsync();
        var script = """"
            import os, time
            def put(data):
                os.write(1, data)
                time.sleep(0.02)
            put(b"    indented\n\ttab\n")
            put(b"10%\r20%\r\x1b[32mgreen\x1b[0m\r\n")
            for byte in "\U0001F389é".encode():
                put(bytes([byte]))
            put(b"\n\xff bad \x00 nul \xe2\x80\xa8\n\xf0\x9f\x8e")
            """";

        await server.Caller.PushAsync(script);

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1))
            .Should()
            .Be("    indented\n\ttab\n10%\r20%\r\u001b[32mgreen\u001b[0m\r\n🎉é\n\ufffd bad \0 nul \u2028\n\ufffd");
    }

    [Fact]
    public async Task A_line_of_megabytes_arrives_whole()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('\\x1b' * 3_000_000)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        (await server.Caller.OutputAsync(1)).Should().Be(new string('\u001b', 3_000_000) + "\n");
        var listed = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        JsonElement.Parse(listed.GetProperty("log").GetString()!).GetArrayLength().Should().BePositive();
    }

    [Theory]
    [InlineData("""{"kernelSessionId":100000001}""")]
    [InlineData("""{"userName":"local","kernelSlug":"ci-runner","versionLabel":"v1","waitForLogsUrlSeconds":60}""")]
    public async Task The_log_can_be_asked_for_by_a_call_too(string request)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('hello')");
        await server.Caller.EndOfAsync(1);

        var log = await server.Caller.CallAsync("GetKernelSessionLogsStream", request);

        log[0].GetProperty("data").GetString().Should().Be("hello\n");
    }

    private static async Task<Stream> OpenAsync(RunningServer server)
    {
        var path = "/api/v1/kernels/logs/stream/local/ci-runner?versionLabel=v1";
        var response = await server.Caller.Http.GetAsync(
            path,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    private sealed class EventReader(Stream stream) : IDisposable
    {
        private readonly StreamReader _reader = new(stream, Encoding.UTF8);
        private readonly StringBuilder _standard = new();

        public async Task<string> UntilAsync(string text)
        {
            while (await NextAsync() is { } data)
            {
                if (data.Contains(text, StringComparison.Ordinal))
                {
                    break;
                }
            }

            return _standard.ToString();
        }

        public async Task<string> ToEndAsync()
        {
            while (await NextAsync() is not null) { }
            return _standard.ToString();
        }

        public void Dispose() => _reader.Dispose();

        private async Task<string?> NextAsync()
        {
            var line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
            (await _reader.ReadLineAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
            line.Should().StartWith("data: ");
            if (line is "data: END_OF_LOG")
            {
                return null;
            }

            var payload = JsonElement.Parse(line![6..]);
            payload.GetProperty("time").GetDouble().Should().BeGreaterThanOrEqualTo(0);
            var data = payload.GetProperty("data").GetString()!;
            _standard.Append(payload.GetProperty("stream_name").GetString() is "stdout" ? data : "");
            return data;
        }
    }
}
