using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using KaggleRunner.Web.Logs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

/// <summary>What travels to a page over a slow line: compressed, and no more than is looked at.</summary>
public sealed class LogTransportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/hubs/runs")]
    [InlineData("/_blazor")]
    public async Task Messages_are_compressed_when_the_browser_offers_it(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        (await dashboard.UserAsync()).Dispose();
        using var offering = Socket(dashboard);
        offering.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        using var plain = Socket(dashboard);
        var address = new UriBuilder(new Uri(dashboard.Address, path)) { Scheme = "ws" }.Uri;

        await offering.ConnectAsync(address, Cancel);
        await plain.ConnectAsync(address, Cancel);

        Extensions(offering).Should().Contain("permessage-deflate");
        Extensions(plain).Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_of_the_log_shares_nothing_with_the_one_before()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        (await dashboard.UserAsync()).Dispose();
        using var socket = Socket(dashboard);
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(
            new UriBuilder(new Uri(dashboard.Address, RunHub.Path)) { Scheme = "ws" }.Uri,
            Cancel
        );

        Extensions(socket).Should().Contain("server_no_context_takeover");
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/", "gzip")]
    [InlineData("/assets/js/log-viewer.js", "gzip")]
    [InlineData("/assets/js/log/painter.js", "gzip")]
    [InlineData("/assets/css/app.css", "gzip")]
    [InlineData("/_framework/blazor.web.js", "gzip")]
    public async Task Pages_scripts_and_styles_come_compressed(string path, string encoding)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var user = await dashboard.UserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var packed = await user.SendAsync(request, Cancel);
        using var plain = await user.GetAsync(path, Cancel);

        packed.StatusCode.Should().Be(HttpStatusCode.OK);
        packed.Content.Headers.ContentEncoding.Should().Equal(encoding);
        packed.Headers.Vary.Should().Contain("Accept-Encoding");
        plain.Content.Headers.ContentEncoding.Should().BeEmpty();
        (await packed.Content.ReadAsByteArrayAsync(Cancel))
            .Length.Should()
            .BeLessThan((await plain.Content.ReadAsByteArrayAsync(Cancel)).Length);
    }

    [Fact]
    public async Task The_page_of_a_run_names_all_scripts_of_the_viewer_and_other_pages_none()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.AddRunAsync();
        using var user = await dashboard.UserAsync();

        var page = await user.GetStringAsync("/p/demo-123456/runs/1", Cancel);
        var tests = await user.GetStringAsync("/p/demo-123456/runs/1?tab=tests", Cancel);
        var list = await user.GetStringAsync("/", Cancel);

        foreach (var script in (string[])["log-viewer.js", "log/connection.js", "log/sgr.js", "log/hits.js"])
        {
            page.Should().Contain($"<link rel=\"modulepreload\" href=\"/assets/js/{script}\"");
        }

        tests.Should().NotContain("modulepreload");
        list.Should().NotContain("modulepreload");
    }

    [Fact]
    public async Task Each_script_that_is_named_is_one_the_page_imports()
    {
        await using var log = await ViewedLog.StartAsync();
        var asked = new List<string>();
        log.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        log.Print(ViewedLog.Lines(1, 10));
        await log.OpenAsync();
        await Expect(log.Row(10)).ToBeVisibleAsync();

        var named = await log.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('link[rel=modulepreload]')].map(link => new URL(link.href).pathname)"
        );
        var ours = asked.Where(path => path.Contains("/js/log", StringComparison.Ordinal)).ToList();
        named.Should().Contain(ours).And.Contain("/assets/lib/signalr/signalr.js");
        ours.Should().OnlyHaveUniqueItems("what was asked for with the page is not asked for again");
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_long_log_costs_a_page_no_more_than_what_it_shows()
    {
        await using var log = await ViewedLog.StartAsync();
        var received = Counter(log.Page);
        var few = string.Concat(Enumerable.Range(1, 1000).Select(Line));
        log.Print(few);
        await log.OpenAsync();
        await Expect(log.Row(1000)).ToBeVisibleAsync();
        var small = received.Bytes;
        log.Print(string.Concat(Enumerable.Range(1001, 199_000).Select(Line)));
        await Expect(log.Row(200_000)).ToBeVisibleAsync();

        received.Bytes = 0;
        await log.OpenAsync();
        await Expect(log.Row(200_000)).ToBeVisibleAsync();
        var large = received.Bytes;
        received.Bytes = 0;
        await log.Page.EvaluateAsync("location.hash = '#L100000'");
        await Expect(log.Row(100_000)).ToBeVisibleAsync();
        var jump = received.Bytes;
        await received.SaidElsewhere.Task.WaitAsync(Cancel);
        received.Bytes = 0;
        log.Print(string.Concat(Enumerable.Range(200_001, 20_000).Select(Line)));
        await Expect(log.Part("count")).ToHaveTextAsync("220,000 lines");

        large.Should().BeGreaterThan(0).And.BeLessThan(2 * small).And.BeLessThan(few.Length);
        jump.Should().BeLessThan(2 * small);
        received.Bytes.Should().BeLessThan(20_000, "who looks elsewhere is told how many lines there are");

        static string Line(int n) => $"{n} {new string((char)('a' + (n % 26)), 100)}\n";
    }

    private static Received Counter(IPage page)
    {
        var received = new Received();
        page.WebSocket += (_, socket) =>
        {
            if (socket.Url.Contains(RunHub.Path, StringComparison.Ordinal))
            {
                socket.FrameReceived += (_, frame) => received.Take(frame.Text ?? "");
                socket.FrameSent += (_, frame) => received.Sent(frame.Text ?? "");
            }
        };
        return received;
    }

    private static ClientWebSocket Socket(TestDashboard dashboard)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = dashboard.Cookies;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", dashboard.Address.GetLeftPart(UriPartial.Authority));
        return socket;
    }

    private static string Extensions(ClientWebSocket socket) =>
        socket.HttpResponseHeaders!.TryGetValue("Sec-WebSocket-Extensions", out var values)
            ? string.Join(',', values)
            : "";

    private sealed class Received
    {
        private string? _question;

        public long Bytes { get; set; }

        /// <summary>The server knows that the page looks at another part of the log than its end.</summary>
        public TaskCompletionSource SaidElsewhere { get; } = new();

        public void Sent(string message)
        {
            if (
                message.Contains("\"ShowEnd\"", StringComparison.Ordinal)
                && message.Contains("false", StringComparison.Ordinal)
            )
            {
                _question = Regex.Match(message, "\"invocationId\":\"[0-9]+\"", default, TimeSpan.FromSeconds(1)).Value;
            }
        }

        public void Take(string message)
        {
            Bytes += Encoding.UTF8.GetByteCount(message);
            if (_question is not null && message.Contains(_question, StringComparison.Ordinal))
            {
                SaidElsewhere.TrySetResult();
            }
        }
    }
}
