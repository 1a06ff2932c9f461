using System.Net;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class RefusalFaultTests
{
    [Fact]
    public async Task A_rate_limit_tells_the_seconds_to_wait()
    {
        await using var server = await FaultyServer.StartAsync("rate-limit-seconds@1");

        using var refused = await server.Caller.PostAsync("SaveKernel", KaggleCaller.Push("print(1)"));

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await TextOf(refused)).Should().Be("""{"code":429,"message":"Too many requests"}""");
        server.Injected().Should().Equal("rate-limit-seconds SaveKernel local/ci-runner");
        (await server.Caller.PushAsync("print(1)")).Should().Be(1, "the first push was never handled");
    }

    [Fact]
    public async Task A_rate_limit_tells_the_date_to_wait_for()
    {
        await using var server = await FaultyServer.StartAsync("rate-limit-date@1");

        using var refused = await server.Caller.PostAsync("ListKernels", "{}");

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Date.Should().BeAfter(refused.Headers.Date!.Value.AddSeconds(-1));
        refused.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        server.Injected().Should().Equal("rate-limit-date ListKernels ");
    }

    [Theory]
    [InlineData("server-error", HttpStatusCode.InternalServerError, "<h1>Error: Server Error</h1>")]
    [InlineData("unavailable", HttpStatusCode.ServiceUnavailable, "temporarily unavailable")]
    [InlineData("html-200", HttpStatusCode.OK, "<title>Kaggle")]
    public async Task A_page_comes_instead_of_JSON(string fault, HttpStatusCode status, string text)
    {
        await using var server = await FaultyServer.StartAsync($"{fault}@1");

        using var refused = await server.Caller.PostAsync("GetKernel", KaggleCaller.Session(1));
        using var rightly = await server.Caller.PostAsync("GetKernel", KaggleCaller.Session(1));

        refused.StatusCode.Should().Be(status);
        refused.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await TextOf(refused)).Should().Contain(text);
        rightly.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        server.Injected().Should().Equal($"{fault} GetKernel local/ci-runner");
    }

    [Fact]
    public async Task The_log_stream_is_refused_too_and_health_and_strangers_are_not_concerned()
    {
        await using var server = await FaultyServer.StartAsync("server-error");
        using var stranger = new HttpClient { BaseAddress = server.Caller.Http.BaseAddress };

        using var stream = await server.OpenStreamAsync();
        using var refused = await stranger.GetAsync(
            "/v1/kernels/logs/stream/a/b",
            TestContext.Current.CancellationToken
        );
        var health = await stranger.GetStringAsync("/healthz", TestContext.Current.CancellationToken);

        stream.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        health.Should().StartWith("{");
        server.Injected().Should().Equal("server-error LogStream local/ci-runner");
    }

    private static Task<string> TextOf(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
