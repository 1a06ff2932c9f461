using System.Net;
using System.Text.RegularExpressions;

namespace KaggleRunner.Tests.LocalKaggle.StatusPage;

public sealed partial class StatusAccessTests
{
    [Fact]
    public async Task A_link_made_with_the_key_opens_the_page_once()
    {
        await using var server = await RunningServer.StartAsync();
        var link = await StatusVisit.LinkAsync(server);
        using var browser = StatusVisit.Browser(server);
        using var other = StatusVisit.Browser(server);

        using var opened = await browser.GetAsync(link, TestContext.Current.CancellationToken);
        using var again = await browser.GetAsync("/", TestContext.Current.CancellationToken);
        using var stolen = await other.GetAsync(link, TestContext.Current.CancellationToken);

        opened.StatusCode.Should().Be(HttpStatusCode.OK);
        opened.RequestMessage!.RequestUri!.Query.Should().BeEmpty("the token does not stay in the address");
        again.StatusCode.Should().Be(HttpStatusCode.OK);
        stolen.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await TextOf(stolen)).Should().Contain("This link was used before");
    }

    [Fact]
    public async Task The_key_of_another_user_makes_no_link_as_the_page_shows_the_kernels_of_all()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Users = ["alice"] });
        using var alice = KaggleCaller.For(
            Path.Combine(server.Caller.Home, "users", "alice"),
            server.Caller.Http.BaseAddress!
        );

        using var link = await alice.Http.PostAsync(
            "/status/link",
            StatusVisit.Json("{}"),
            TestContext.Current.CancellationToken
        );

        link.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_cookie_is_for_this_page_alone_and_scripts_cannot_read_it()
    {
        await using var server = await RunningServer.StartAsync();
        var link = await StatusVisit.LinkAsync(server);

        using var opened = await server.Caller.Http.GetAsync(link, TestContext.Current.CancellationToken);

        opened.Headers.Location!.ToString().Should().Be("/");
        var cookie = opened.Headers.GetValues("Set-Cookie").Single();
        cookie.Should().Contain("httponly").And.Contain("samesite=strict");
        using var stranger = new HttpClient { BaseAddress = server.Caller.Http.BaseAddress };
        stranger.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var page = await stranger.GetAsync("/", TestContext.Current.CancellationToken);
        using var call = await stranger.PostAsync(
            "/api/v1/kernels.KernelsApiService/ListKernels",
            StatusVisit.Json("{}"),
            TestContext.Current.CancellationToken
        );
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        call.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=0000")]
    [InlineData("/status/kernels/local/ci-runner")]
    [InlineData("/status/log/100000001")]
    public async Task A_stranger_sees_nothing(string path)
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = StatusVisit.Browser(server);
        browser.DefaultRequestHeaders.Add("Cookie", "local-kaggle-00000000=0.0");

        using var page = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        using var link = await browser.PostAsync(
            "/status/link",
            StatusVisit.Json("{}"),
            TestContext.Current.CancellationToken
        );

        page.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        link.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Other_sites_are_refused_even_with_the_cookie(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = await OpenAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_session_is_cancelled_only_with_the_token_of_the_page()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync("print('up', flush=True); import time; time.sleep(600)");
        await server.Caller.LogHoldsAsync("up");
        using var browser = await OpenAsync(server);
        var page = await browser.GetStringAsync(
            "/status/kernels/local/ci-runner",
            TestContext.Current.CancellationToken
        );
        var path = $"/status/cancel/{CancelButton().Match(page).Groups["session"].Value}";
        var token = FormToken().Match(page).Groups["token"].Value;

        using var without = await browser.PostAsync(
            path,
            StatusVisit.Json("{}"),
            TestContext.Current.CancellationToken
        );
        using var form = await browser.PostAsync(
            path,
            new FormUrlEncodedContent([new("token", token)]),
            TestContext.Current.CancellationToken
        );
        (await server.Caller.StateAsync(1)).Should().Be("RUNNING");
        using var rightly = await browser.PostAsync(
            path,
            StatusVisit.Json($"{{\"token\":\"{token}\"}}"),
            TestContext.Current.CancellationToken
        );

        without.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        form.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        rightly.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
    }

    [Fact]
    public async Task Pages_allow_no_inline_code_and_no_framing()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = await OpenAsync(server);

        using var page = await browser.GetAsync("/", TestContext.Current.CancellationToken);
        using var missing = await browser.GetAsync("/status/kernels/no/such", TestContext.Current.CancellationToken);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        page.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        missing.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<HttpClient> OpenAsync(RunningServer server)
    {
        var browser = StatusVisit.Browser(server);
        using var opened = await browser.GetAsync(
            await StatusVisit.LinkAsync(server),
            TestContext.Current.CancellationToken
        );
        opened.EnsureSuccessStatusCode();
        return browser;
    }

    private static Task<string> TextOf(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex(
        "data-cancel=\"(?<session>[0-9]+)\"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex CancelButton();

    [GeneratedRegex(
        "name=\"form-token\" content=\"(?<token>[0-9a-f]+)\"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex FormToken();
}
