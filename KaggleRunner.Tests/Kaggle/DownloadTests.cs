using System.Globalization;
using System.Security.Cryptography;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Kaggle;

public sealed class DownloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kaggle-download").FullName;
    private readonly byte[] _content = new byte[300_000];

    public DownloadTests() => new Random(7).NextBytes(_content);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Destination => Path.Combine(_folder, "plots", "loss.png");

    [Fact]
    public async Task A_download_cut_short_goes_on_where_it_stopped()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => SendAsync(c, cutAfter: 200_000)).On("/file", c => SendAsync(c));

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
        Directory.GetFiles(Path.GetDirectoryName(Destination)!).Should().Equal(Destination);
        bench.Kaggle.Requests.Should().HaveCount(2);
        bench.Kaggle.Requests[1].Headers["Range"].Should().MatchRegex(@"^bytes=[1-9]\d*-$");
        bench
            .Kaggle.Requests[0]
            .Headers["Authorization"]
            .Should()
            .Be(KaggleBench.Secret, "it is the account's own host");
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_from_the_start()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("/file", c => SendAsync(c, cutAfter: 100_000))
            .On("/file", c => SendAsync(c, honourRange: false));

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
    }

    [Fact]
    public async Task A_download_that_never_ends_gives_up_and_leaves_no_file_under_its_name()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => SendAsync(c, cutAfter: 0));

        var act = () => bench.Client.DownloadAsync(File(bench), Destination, Token);

        await act.Should().ThrowAsync<KaggleUnreachableException>();
        System.IO.File.Exists(Destination).Should().BeFalse();
    }

    [Fact]
    public async Task A_stalled_download_goes_on_with_a_new_connection()
    {
        await using var bench = await KaggleBench.StartAsync(o =>
            o.DownloadIdleTimeout = TimeSpan.FromMilliseconds(300)
        );
        bench.Kaggle.On("/file", c => SendAsync(c, cutAfter: 150_000, stall: true)).On("/file", c => SendAsync(c));

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
    }

    [Fact]
    public async Task An_empty_output_is_an_empty_file()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", "");

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        new FileInfo(Destination).Length.Should().Be(0);
    }

    [Fact]
    public async Task A_new_address_goes_on_with_what_came_from_the_old_one()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => SendAsync(c, cutAfter: 200_000)).On("/file", "<Error>expired</Error>", 403);
        bench.Kaggle.On("/fresh", c => SendAsync(c));
        var old = () => bench.Client.DownloadAsync(File(bench), Destination, Token);
        await old.Should().ThrowAsync<KaggleDownloadExpiredException>();

        var fresh = new OutputFile("plots/loss.png", new Uri(bench.Kaggle.Root, "fresh"));
        await bench.Client.DownloadAsync(fresh, Destination, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
        bench.Kaggle.Requests[2].Headers["Range"].Should().MatchRegex(@"^bytes=[1-9]\d*-$");
    }

    [Fact]
    public async Task Content_that_changed_meanwhile_is_not_put_together_of_two()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("/file", c => SendAsync(Tagged(c, "\"old\""), cutAfter: 100_000))
            .On("/file", c => SendAsync(Tagged(c, "\"new\""), honourRange: false));

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        bench.Kaggle.Requests[1].Headers["If-Range"].Should().Be("\"old\"");
        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
    }

    [Theory]
    [InlineData("x-goog-hash", "crc32c=AAAAAA==, md5={0}")]
    [InlineData("Content-MD5", "{0}")]
    [InlineData("Repr-Digest", "sha-256=:{1}:")]
    public async Task Content_with_another_hash_than_told_is_fetched_again(string header, string form)
    {
        await using var bench = await KaggleBench.StartAsync();
#pragma warning disable CA5351 // It is what storages tell.
        var md5 = Convert.ToBase64String(MD5.HashData(_content));
#pragma warning restore CA5351
        var sha256 = Convert.ToBase64String(SHA256.HashData(_content));
        var value = string.Format(CultureInfo.InvariantCulture, form, md5, sha256);
        bench
            .Kaggle.On("/file", new string('x', _content.Length), headers: (header, value))
            .On(
                "/file",
                c =>
                {
                    c.Response.Headers[header] = value;
                    return SendAsync(c);
                }
            );

        await bench.Client.DownloadAsync(File(bench), Destination, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
        bench.Kaggle.Requests[1].Headers.Should().NotContainKey("Range", "nothing of the first is kept");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_given_up_at_once_when_its_length_is_told()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => SendAsync(c));
        var place = DownloadPlace.At(Destination) with { Largest = _content.Length - 1 };

        var act = () => bench.Client.DownloadAsync(File(bench), place, Token);

        (await act.Should().ThrowAsync<KaggleDownloadTooLargeException>()).Which.Bytes.Should().Be(_content.Length);
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_given_up_on_its_way_when_its_length_is_not_told()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => c.Response.Body.WriteAsync(_content, c.RequestAborted).AsTask());
        var place = DownloadPlace.At(Destination) with { Largest = 1000 };

        var act = () => bench.Client.DownloadAsync(File(bench), place, Token);

        await act.Should().ThrowAsync<KaggleDownloadTooLargeException>();
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_whose_length_is_not_told_comes_whole()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", c => c.Response.Body.WriteAsync(_content, c.RequestAborted).AsTask());
        var come = new Sum();

        await bench.Client.DownloadAsync(File(bench), DownloadPlace.At(Destination) with { Progress = come }, Token);

        (await System.IO.File.ReadAllBytesAsync(Destination, Token)).Should().Equal(_content);
        come.Total.Should().Be(_content.Length);
    }

    [Fact]
    public async Task An_expired_address_asks_for_a_new_list()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", "<Error>expired</Error>", 403);

        var act = () => bench.Client.DownloadAsync(File(bench), Destination, Token);

        await act.Should().ThrowAsync<KaggleDownloadExpiredException>();
        bench.Kaggle.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_foreign_host_gets_no_Authorization_neither_directly_nor_by_a_redirect()
    {
        await using var bench = await KaggleBench.StartAsync();
        await using var foreign = await RecordedKaggle.StartAsync();
        foreign.On("/file", "x");
        bench.Kaggle.On("/moved", "", 302, headers: ("Location", new Uri(foreign.Root, "file").AbsoluteUri));

        await bench.Client.DownloadAsync(new OutputFile("a", new Uri(foreign.Root, "file")), Destination, Token);
        await bench.Client.DownloadAsync(new OutputFile("b", new Uri(bench.Kaggle.Root, "moved")), Destination, Token);

        foreign.Requests.Should().HaveCount(2).And.OnlyContain(r => !r.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("http://example.com/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a")]
    public async Task Only_https_is_fetched_from_elsewhere(string address)
    {
        await using var bench = await KaggleBench.StartAsync();

        var act = () => bench.Client.DownloadAsync(new OutputFile("a", new Uri(address)), Destination, Token);

        await act.Should().ThrowAsync<KaggleRefusedException>();
    }

    [Fact]
    public async Task The_real_account_is_never_used_over_http()
    {
        await using var services = KaggleBench.Services();
        await using var server = await RecordedKaggle.StartAsync();
        var factory = services.GetRequiredService<KaggleClientFactory>();
        var overHttp = KaggleBench.LocalAccount(server.Root) with { Kind = KaggleAccountKind.Kaggle };
        var real = factory.For(overHttp with { ApiBase = new Uri("https://api.kaggle.com/v1") });

        var connect = () => factory.For(overHttp);
        var download = () => real.DownloadAsync(new OutputFile("a", new Uri(server.Root, "file")), Destination, Token);

        connect.Should().Throw<RunnerException>().WithMessage("Credentials are not sent to http://127.0.0.1:*");
        await download.Should().ThrowAsync<KaggleRefusedException>();
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_as_such()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("/file", "x");
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "plots"), "in the way", Token);

        var act = () => bench.Client.DownloadAsync(File(bench), Destination, Token);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*cannot be written*");
    }

    private static OutputFile File(KaggleBench bench) => new("plots/loss.png", new Uri(bench.Kaggle.Root, "file"));

    private static HttpContext Tagged(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        return context;
    }

    private sealed class Sum : IProgress<int>
    {
        public long Total { get; private set; }

        public void Report(int value) => Total += value;
    }

    private async Task SendAsync(HttpContext context, int? cutAfter = null, bool honourRange = true, bool stall = false)
    {
        var range = context.Request.GetTypedHeaders().Range?.Ranges.First();
        var offset = honourRange ? (int)(range?.From ?? 0) : 0;
        if (offset > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {offset}-{_content.Length - 1}/{_content.Length}"
            );
        }

        context.Response.ContentLength = _content.Length - offset;
        var count = (cutAfter ?? _content.Length) - offset;
        await context.Response.Body.WriteAsync(_content.AsMemory(offset, Math.Max(count, 0)), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (stall)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        if (cutAfter is not null)
        {
            context.Abort();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
