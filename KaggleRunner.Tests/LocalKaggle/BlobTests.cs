using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class BlobTests
{
    [Fact]
    public async Task An_upload_is_announced_and_sent_to_an_address_that_needs_no_key()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Caller.CallAsync(
            "blobs.BlobApiService/StartBlobUpload",
            """{"type":"DATASET","name":"src.bin","contentLength":"3000","lastModifiedEpochSeconds":1780000000}"""
        );

        answer.EnumerateObject().Select(field => field.Name).Should().Equal("token", "createUrl");
        var url = answer.GetProperty("createUrl").GetString()!;
        url.Should().StartWith(server.Caller.Http.BaseAddress!.ToString());
        url.Should().NotContain(answer.GetProperty("token").GetString(), "who may write may not yet use");
        using var put = await Uploads.PutAsync(url, new byte[3000]);
        put.StatusCode.Should().Be(HttpStatusCode.OK);
        (await put.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .Be("""{"name":"src.bin","size":3000}""");
    }

    [Fact]
    public async Task An_interrupted_upload_tells_how_much_is_there_and_goes_on_from_there()
    {
        await using var server = await RunningServer.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var (token, url) = await server.Caller.AnnounceAsync("src.bin", bytes.Length);

        using var nothing = await Uploads.PutAsync(url, [], "bytes */300000");
        using var broken = await SendPartAsync(url, bytes, 100_000);
        var received = 0;
        await Eventually.BecomesAsync(async () =>
        {
            using var asked = await Uploads.PutAsync(url, [], "bytes */300000");
            ((int)asked.StatusCode).Should().Be(308);
            received = asked.Headers.TryGetValues("Range", out var range)
                ? int.Parse(range.Single().Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) + 1
                : 0;
            return received == 100_000;
        });
        using var part = await Uploads.PutAsync(url, bytes[100_000..200_000], "bytes 100000-199999/300000");
        using var again = await Uploads.PutAsync(url, bytes[150_000..250_000], "bytes 150000-249999/300000");
        using var gap = await Uploads.PutAsync(url, bytes[290_000..], "bytes 290000-299999/300000");
        using var rest = await Uploads.PutAsync(url, bytes[250_000..], "bytes 250000-299999/300000");
        using var done = await Uploads.PutAsync(url, [], "bytes */300000");

        ((int)nothing.StatusCode).Should().Be(308);
        nothing.Headers.Contains("Range").Should().BeFalse();
        Range(part).Should().Be("bytes=0-199999");
        Range(again).Should().Be("bytes=0-249999");
        Range(gap).Should().Be("bytes=0-249999", "a gap is not taken");
        rest.StatusCode.Should().Be(HttpStatusCode.OK);
        done.StatusCode.Should().Be(HttpStatusCode.OK);
        var stored = await File.ReadAllBytesAsync(
            Path.Combine(server.Caller.Home, "blobs", token, "data"),
            TestContext.Current.CancellationToken
        );
        stored.Should().Equal(bytes);
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_server_was_killed()
    {
        using var home = new TemporaryHome();
        var bytes = RandomNumberGenerator.GetBytes(1000);
        string token,
            path;
        using (var server = await ServerProcess.StartAsync(home))
        {
            (token, var url) = await server.Caller.AnnounceAsync("src.bin", bytes.Length);
            using var part = await Uploads.PutAsync(url, bytes[..400], "bytes 0-399/1000");
            ((int)part.StatusCode).Should().Be(308);
            path = new Uri(url).AbsolutePath;
            await server.KillAsync();
        }

        await using var again = await RunningServer.StartAsync(home);
        var resumed = new Uri(again.Caller.Http.BaseAddress!, path).ToString();
        using var asked = await Uploads.PutAsync(resumed, [], "bytes */1000");
        Range(asked).Should().Be("bytes=0-399");
        using var rest = await Uploads.PutAsync(resumed, bytes[400..], "bytes 400-999/1000");
        rest.StatusCode.Should().Be(HttpStatusCode.OK);
        (await again.Caller.CreateAsync("my-data", token)).GetProperty("status").GetString().Should().Be("ok");
    }

    [Theory]
    [InlineData("../../etc/x", 1)]
    [InlineData("/etc/x", 1)]
    [InlineData("a\\\\b", 1)]
    [InlineData("..", 1)]
    [InlineData("a\\u0000b", 1)]
    [InlineData("", 1)]
    [InlineData("x.bin", -1)]
    [InlineData("x.bin", 1_000_000_000_000)]
    public async Task Names_that_lead_elsewhere_and_lengths_beyond_the_limit_are_refused(string name, long length)
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.Caller.PostAsync(
            "blobs.BlobApiService/StartBlobUpload",
            $$"""{"type":"DATASET","name":"{{name}}","contentLength":{{length}}}"""
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Directory.Exists(Path.Combine(server.Caller.Home, "blobs")).Should().BeFalse();
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(15, null)]
    [InlineData(5, "bytes 0-9/10")]
    [InlineData(5, "bytes 0-4/11")]
    [InlineData(0, "bytes */11")]
    public async Task A_body_that_does_not_fit_what_was_announced_is_refused(int sent, string? range)
    {
        await using var server = await RunningServer.StartAsync();
        var (_, url) = await server.Caller.AnnounceAsync("x.bin", 10);

        using var put = await Uploads.PutAsync(url, new byte[sent], range);

        put.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Addresses_that_were_never_handed_out_take_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        var root = server.Caller.Http.BaseAddress!;

        using var unknown = await Uploads.PutAsync(new Uri(root, "/blob-uploads/0123").ToString(), new byte[1]);
        using var climbing = await Uploads.PutAsync(
            new Uri(root, "/blob-uploads/..%2f..%2fkaggle.json").ToString(),
            new byte[1]
        );

        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        climbing.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public void What_nobody_used_for_a_day_is_thrown_away()
    {
        using var home = new TemporaryHome();
        var time = new FakeTimeProvider();
        using var store = new BlobStore(new HomeLayout(new LocalKaggleOptions { Home = home.Path }), time);
        var old = store.Start("local", "old.bin", 10);
        time.Advance(TimeSpan.FromHours(20));
        var young = store.Start("local", "young.bin", 10);
        time.Advance(TimeSpan.FromHours(5));

        store.Sweep();

        Directory.Exists(old.Folder).Should().BeFalse();
        store.FindByKey(old.Record.Key).Should().BeNull();
        store.Find("local", young.Record.Token).Should().BeSameAs(young);
        store.Find("bob", young.Record.Token).Should().BeNull("tokens are their owner's");
    }

    private static string? Range(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Range", out var range) ? range.Single() : null;

    // A connection that stalls: who comes back need not wait until the server has noticed.
    private static async Task<TcpClient> SendPartAsync(string url, byte[] bytes, int count)
    {
        var address = new Uri(url);
        var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        var head =
            $"PUT {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        await stream.WriteAsync(bytes.AsMemory(0, count), TestContext.Current.CancellationToken);
        return socket;
    }
}
