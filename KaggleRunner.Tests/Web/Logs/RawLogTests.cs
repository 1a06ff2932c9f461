using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Web.Logs;

public sealed class RawLogTests
{
    private const string Path = "/p/demo-123456/runs/1/log.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_log_comes_as_the_whole_lines_of_the_moment()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, "\u001b[31mred\u001b[0m\n10%\r20%\nnot yet");
        await File.AppendAllTextAsync(System.IO.Path.Combine(run.Folder, "log.txt"), "written, not comm", Cancel);
        using var user = await dashboard.UserAsync();

        using var answer = await user.GetAsync(Path, Cancel);

        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be("\u001b[31mred\u001b[0m\n10%\r20%\n");
        answer.Headers.CacheControl!.ToString().Should().Be("no-store");
        answer.Headers.ETag.Should().BeNull("what it names would not stay");
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=utf-8");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        var disposition = answer.Content.Headers.ContentDisposition!;
        disposition.DispositionType.Should().Be("attachment");
        disposition.FileName.Should().Be("demo-123456-1-log.txt");
    }

    [Fact]
    public async Task An_ended_log_is_asked_about_and_not_sent_again_until_it_is_another()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using (var log = RunHubTests.OpenLog(run))
        {
            RunHubTests.Print(dashboard, run, log, "one\ntwo\n");
        }

        await EndAsync(dashboard, run);
        using var user = await dashboard.UserAsync();
        using var first = await user.GetAsync(Path, Cancel);
        var tag = first.Headers.ETag!;
        using var again = await AskAsync(user, headers => headers.IfNoneMatch.Add(tag));
        await using (var log = RunHubTests.OpenLog(run))
        {
            RunHubTests.Print(dashboard, run, log, "one\ntwo\nthree\n");
        }

        using var other = await AskAsync(user, headers => headers.IfNoneMatch.Add(tag));

        first.Headers.CacheControl!.ToString().Should().Be("no-cache, private");
        tag.IsWeak.Should().BeFalse();
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
        other.StatusCode.Should().Be(HttpStatusCode.OK);
        other.Headers.ETag.Should().NotBe(tag);
        (await other.Content.ReadAsStringAsync(Cancel)).Should().Be("one\ntwo\nthree\n");
    }

    [Fact]
    public async Task A_part_can_be_asked_for_and_a_download_gone_on_with()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, "one\ntwo\nthree\nfou");
        using var user = await dashboard.UserAsync();

        using var rest = await AskAsync(user, headers => headers.Range = new RangeHeaderValue(4, null));
        using var behind = await AskAsync(user, headers => headers.Range = new RangeHeaderValue(14, null));
        await EndAsync(dashboard, run);
        using var whole = await user.GetAsync(Path, Cancel);
        using var same = await AskAsync(user, headers => Resume(headers, whole.Headers.ETag!, 8));
        using var other = await AskAsync(user, headers => Resume(headers, new EntityTagHeaderValue("\"other\""), 8));

        rest.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await rest.Content.ReadAsStringAsync(Cancel)).Should().Be("two\nthree\n");
        rest.Content.Headers.ContentRange!.ToString().Should().Be("bytes 4-13/14");
        behind.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        same.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await same.Content.ReadAsStringAsync(Cancel)).Should().Be("three\n");
        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Who_accepts_it_gets_the_whole_compressed_and_parts_as_they_are(string encoding)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var text = string.Concat(Enumerable.Range(1, 20_000).Select(n => $"step {n} loss={1.0 / n:0.0000}\n"));
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, text);
        await EndAsync(dashboard, run);
        using var user = await dashboard.UserAsync();

        using var whole = await AskAsync(user, headers => headers.AcceptEncoding.ParseAdd(encoding));
        using var part = await AskAsync(
            user,
            headers =>
            {
                headers.AcceptEncoding.ParseAdd(encoding);
                headers.Range = new RangeHeaderValue(0, 9);
            }
        );
        using var again = await AskAsync(
            user,
            headers =>
            {
                headers.AcceptEncoding.ParseAdd(encoding);
                headers.IfNoneMatch.Add(whole.Headers.ETag!);
            }
        );

        whole.Content.Headers.ContentEncoding.Should().Equal(encoding);
        whole.Headers.Vary.Should().Contain("Accept-Encoding");
        whole.Headers.ETag!.IsWeak.Should().BeTrue("its bytes are not those of the file");
        var bytes = await whole.Content.ReadAsByteArrayAsync(Cancel);
        bytes.Length.Should().BeLessThan(text.Length / 2);
        Unpacked(bytes, encoding).Should().Be(text);
        part.Content.Headers.ContentEncoding.Should().BeEmpty();
        (await part.Content.ReadAsStringAsync(Cancel)).Should().Be(text[..10]);
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Secrets_are_not_in_it_however_they_came()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = LogIngest.Open(run.Folder, run.Nonce, new SecretRedactor(["very-secret-value-1234"]));
        log.BeginConnection();
        RunHubTests.Print(dashboard, run, log, "the key is very-secr");
        RunHubTests.Print(dashboard, run, log, "et-value-1234, and very-secret-value-1234\nvery-secret-value-1234");
        using var user = await dashboard.UserAsync();

        (await user.GetStringAsync(Path, Cancel)).Should().StartWith("the key is ").And.NotContain("secret-value");
    }

    [Fact]
    public async Task Before_the_first_line_it_is_empty_and_of_no_run_or_behind_a_link_it_is_not_there()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.AddRunAsync();
        var second = await dashboard.AddRunAsync(2);
        File.CreateSymbolicLink(System.IO.Path.Combine(second.Folder, "log.txt"), "/etc/passwd");
        using var user = await dashboard.UserAsync();

        (await user.GetStringAsync(Path, Cancel)).Should().BeEmpty();
        (await StatusAsync(user, "/p/demo-123456/runs/2/log.txt")).Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(user, "/p/demo-123456/runs/3/log.txt")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_size_can_be_asked_for_alone()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, "one\ntwo\n");
        using var user = await dashboard.UserAsync();
        using var question = new HttpRequestMessage(HttpMethod.Head, Path);

        using var answer = await user.SendAsync(question, Cancel);

        answer.Content.Headers.ContentLength.Should().Be(8);
        answer.Headers.AcceptRanges.Should().Contain("bytes");
    }

    [Fact]
    public async Task The_button_downloads_it()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print($"{ViewedLog.Lines(1, 3000)}and a half");
        await log.OpenAsync();
        var download = await log.Page.RunAndWaitForDownloadAsync(() =>
            log
                .Page.GetByRole(
                    Microsoft.Playwright.AriaRole.Link,
                    new() { Name = "Raw: download the whole log", Exact = true }
                )
                .ClickAsync()
        );

        download.SuggestedFilename.Should().Be("demo-123456-1-log.txt");
        (await File.ReadAllTextAsync(await download.PathAsync(), Cancel)).Should().Be(ViewedLog.Lines(1, 3000));
        log.Browser.Errors.Should().BeEmpty();
    }

    private static async Task EndAsync(TestDashboard dashboard, Run run)
    {
        var ended = run with
        {
            Verdict = new Verdict(VerdictKind.Passed, "Told"),
            EndedAt = run.CreatedAt.AddMinutes(5),
        };
        await dashboard.App.Services.GetRequiredService<RunStore>().SaveAsync(ended, Cancel);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient user, Action<HttpRequestHeaders> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        set(request.Headers);
        return await user.SendAsync(request, Cancel);
    }

    private static void Resume(HttpRequestHeaders headers, EntityTagHeaderValue tag, long from)
    {
        headers.Range = new RangeHeaderValue(from, null);
        headers.IfRange = new RangeConditionHeaderValue(tag);
    }

    private static string Unpacked(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream plain = encoding is "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient user, string path)
    {
        using var answer = await user.GetAsync(path, Cancel);
        return answer.StatusCode;
    }
}
