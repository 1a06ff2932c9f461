using System.Text;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Http;

namespace KaggleRunner.Tests.Kaggle;

public sealed class LogStreamTests
{
    private const string Path = "logs/stream/alice/ci-runner";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task A_stream_split_anywhere_even_inside_a_character_comes_whole(int pieceSize)
    {
        await using var bench = await KaggleBench.StartAsync();
        var bytes = Encoding.UTF8.GetBytes(
            ": a comment\r\n"
                + "event: log\n"
                + "data: {\"stream_name\":\"stdout\",\"time\":1.5,\"data\":\"  größe 🎉\\r50%\\n\"}\r\n\r\n"
                + "data:{\"stream_name\":\"stderr\",\"time\":2,\"data\":\"half \",\"new\":{\"a\":[1,2]}}\n\n"
                + "data: just text {\n\n"
                + "data: {\"printed\": true}\n\n"
                + "data: END_OF_LOG\n\n"
        );
        bench.Kaggle.On(
            Path,
            async context =>
            {
                context.Response.ContentType = "text/event-stream";
                foreach (var piece in bytes.Chunk(pieceSize))
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
        );

        var events = await ReadAsync(bench);

        events
            .Should()
            .Equal(
                new LogEvent("stdout", 1.5, "  größe 🎉\r50%\n"),
                new LogEvent("stderr", 2, "half "),
                new LogEvent("stdout", 2, "just text {\n"),
                new LogEvent("stdout", 2, "{\"printed\": true}\n")
            );
    }

    [Fact]
    public async Task A_finished_log_is_an_array()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            Path,
            """
            [{"stream_name":"stdout","time":0.5,"data":"a\n"},null,{"stream_name":"stderr","time":"?","data":null},{"data":"b"}]
            """
        );

        var events = await ReadAsync(bench);

        events
            .Should()
            .Equal(new LogEvent("stdout", 0.5, "a\n"), new LogEvent("stderr", 0, ""), new LogEvent("stdout", 0, "b"));
    }

    [Theory]
    [InlineData("data: {\"stream_name\":\"stdout\",\"time\":1,\"data\":\"a\"}\n\n")]
    [InlineData("data: {\"stream_name\":\"stdout\",\"time\":1,\"data\":\"a\"}\n\ndata: {\"stream_name\":\"std")]
    [InlineData("[{\"stream_name\":\"stdout\",\"time\":1,\"data\":\"a\"},{\"stre")]
    public async Task A_log_cut_without_its_end_says_so_after_what_had_come(string body)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(Path, body, type: "text/event-stream");
        var events = new List<LogEvent>();

        var act = async () =>
        {
            await foreach (var e in bench.Client.ReadLogAsync(KaggleBench.Kernel, 3, Token))
            {
                events.Add(e);
            }
        };

        (await act.Should().ThrowAsync<LogStreamEndedException>()).Which.WasIdle.Should().BeFalse();
        if (body[0] == 'd')
        {
            events.Should().Equal(new LogEvent("stdout", 1, "a"));
        }
    }

    [Fact]
    public async Task The_end_counts_without_a_blank_line_after_it()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(Path, "data: END_OF_LOG", type: "text/event-stream");

        (await ReadAsync(bench)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_falls_silent_ends_whether_or_not_it_had_begun(bool begun)
    {
        await using var bench = await KaggleBench.StartAsync(o => o.LogIdleTimeout = TimeSpan.FromMilliseconds(200));
        bench.Kaggle.On(
            Path,
            async context =>
            {
                if (begun)
                {
                    await context.Response.WriteAsync("data: {\"data\":\"a\"}\n\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
        );

        var act = () => ReadAsync(bench);

        (await act.Should().ThrowAsync<LogStreamEndedException>()).Which.WasIdle.Should().BeTrue();
    }

    [Fact]
    public async Task A_dropped_connection_is_an_end_without_the_sentinel()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            Path,
            async context =>
            {
                await context.Response.WriteAsync("data: {\"data\":\"a\"}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await arrived.Task.WaitAsync(context.RequestAborted);
                context.Abort();
            }
        );

        var act = async () =>
        {
            await foreach (var _ in bench.Client.ReadLogAsync(KaggleBench.Kernel, 3, Token))
            {
                arrived.SetResult();
            }
        };

        await act.Should().ThrowAsync<LogStreamEndedException>();
    }

    [Fact]
    public async Task An_error_instead_of_a_log_is_that_error()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(Path, """{"code":403,"message":"hidden"}""")
            .On(Path, "<html><title>Sign in</title></html>", type: "text/html")
            .On(Path, """{"code":429,"message":"slow"}""", 429, headers: ("Retry-After", "7"));
        var act = new Func<Task>(() => ReadAsync(bench));

        await act.Should().ThrowAsync<KaggleForbiddenException>();
        await act.Should().ThrowAsync<KaggleUnreachableException>();
        (await act.Should().ThrowAsync<KaggleRateLimitedException>())
            .Which.RetryAfter.Should()
            .Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_kept_so_that_the_other_half_can_follow()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            Path,
            """
            data: {"stream_name":"stdout","time":1,"data":"a\n\ud83c"}

            data: {"stream_name":"stdout","time":1,"data":"\udf89\"\u00e4"}

            data: END_OF_LOG
            """,
            type: "text/event-stream"
        );

        string.Concat((await ReadAsync(bench)).Select(e => e.Data)).Should().Be("a\n🎉\"ä");
    }

    [Fact]
    public async Task Many_events_and_a_line_of_ten_million_characters_come_through()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            Path,
            async context =>
            {
                var many = string.Concat(
                    Enumerable.Repeat("data: {\"stream_name\":\"stdout\",\"time\":1,\"data\":\"x\\n\"}\n\n", 50_000)
                );
                await context.Response.WriteAsync(many, context.RequestAborted);
                await context.Response.WriteAsync(
                    $"data: {{\"data\":\"{new string('y', 10_000_000)}\"}}\n\n",
                    context.RequestAborted
                );
                await context.Response.WriteAsync("data: END_OF_LOG\n\n", context.RequestAborted);
            }
        );

        var events = await ReadAsync(bench);

        events.Should().HaveCount(50_001);
        events[^1].Data.Should().HaveLength(10_000_000);
    }

    private static async Task<List<LogEvent>> ReadAsync(KaggleBench bench) =>
        await bench.Client.ReadLogAsync(KaggleBench.Kernel, 3, Token).ToListAsync(Token);
}
