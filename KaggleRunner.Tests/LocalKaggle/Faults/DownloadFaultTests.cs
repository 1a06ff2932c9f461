using System.Net;
using System.Net.Http.Headers;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class DownloadFaultTests
{
    private const int Size = 100_000;

    [Fact]
    public async Task A_download_ends_before_its_length_and_goes_on_where_it_ended()
    {
        await using var server = await FaultyServer.StartAsync("download-truncated@1");
        var url = await OutputAsync(server);

        using var response = await server.Caller.Http.GetAsync(
            url,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        response.Content.Headers.ContentLength.Should().Be(Size);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var (text, whole) = await FaultyServer.ReadAsync(body);

        whole.Should().BeFalse();
        text.Length.Should().BeInRange(1, Size - 1, "what was sent arrives");
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Headers = { Range = new RangeHeaderValue(text.Length, null) },
        };
        using var rest = await server.Caller.Http.SendAsync(request, TestContext.Current.CancellationToken);
        rest.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (text + await rest.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .Be(new string('x', Size));
        server.Injected().Should().Equal("download-truncated Download local/ci-runner");
    }

    [Fact]
    public async Task Addresses_have_expired_until_the_outputs_are_listed_again()
    {
        await using var server = await FaultyServer.StartAsync("download-expired@1");
        var url = await OutputAsync(server);

        for (var i = 0; i < 3; i++)
        {
            using var refused = await server.Caller.Http.GetAsync(url, TestContext.Current.CancellationToken);
            refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Should()
                .Contain("ExpiredToken");
        }

        url = await ListedAsync(server);
        (await server.Caller.Http.GetStringAsync(url, TestContext.Current.CancellationToken)).Should().HaveLength(Size);
        server.Injected().Should().Equal("download-expired Download local/ci-runner");
    }

    [Fact]
    public async Task A_slow_download_comes_in_pieces_and_is_complete()
    {
        await using var server = await FaultyServer.StartAsync("download-slow");
        var url = await OutputAsync(server);
        var began = TimeProvider.System.GetTimestamp();

        var text = await server.Caller.Http.GetStringAsync(url, TestContext.Current.CancellationToken);

        text.Should().HaveLength(Size);
        TimeProvider.System.GetElapsedTime(began).Should().BeGreaterThan(TimeSpan.FromSeconds(1));
        server.Injected().Should().Equal("download-slow Download local/ci-runner");
    }

    private static async Task<string> OutputAsync(RunningServer server)
    {
        await server.Caller.PushAsync("open('out.txt', 'w').write('x' * 100_000)");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        return await ListedAsync(server);
    }

    private static async Task<string> ListedAsync(RunningServer server)
    {
        var listed = await server.Caller.CallAsync("ListKernelSessionOutput", KaggleCaller.Session(1));
        return listed.GetProperty("files")[0].GetProperty("url").GetString()!;
    }
}
