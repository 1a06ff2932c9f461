using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Tests.Web.Security;

public sealed class LoginTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/hubs/runs/negotiate?negotiateVersion=1", "POST")]
    [InlineData("/hubs/runs", "GET")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "POST")]
    [InlineData("/_blazor", "GET")]
    [InlineData("/_framework/blazor.web.js", "GET")]
    [InlineData("/assets/css/app.css", "GET")]
    [InlineData("/api/session", "GET")]
    [InlineData("/p/demo/runs/1/outputs/plot.png", "GET")]
    [InlineData("/p/demo/runs/1/outputs.zip", "GET")]
    [InlineData("/p/demo/runs/1/log.txt", "GET")]
    [InlineData("/nowhere", "GET")]
    [InlineData("/", "POST")]
    public async Task All_but_pages_answers_401_without_a_login(string path, string method)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await visitor.SendAsync(request, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_artifact_address_is_refused()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        using var answer = await visitor.GetAsync("/artifacts/AAAA.99999999999.1.demo/report.html", Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pages_lead_to_the_login_and_back()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        using var answer = await visitor.GetAsync("/new?target=tests", Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location.Should().Be("/login?returnUrl=%2Fnew%3Ftarget%3Dtests");
    }

    [Fact]
    public async Task Health_is_open_and_names_the_service()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        var health = await visitor.GetStringAsync("/healthz", Cancel);
        health.Should().Contain("\"service\":\"kaggle-runner\"").And.Contain("\"version\":\"");
    }

    [Fact]
    public async Task The_token_is_exchanged_for_a_strict_cookie_and_leaves_the_address()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        using var answer = await visitor.GetAsync($"/login?token={dashboard.Token}&returnUrl=%2Fnew", Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location.Should().Be("/new");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Which;
        cookie.Should().StartWith("kaggle-runner-").And.Contain("samesite=strict").And.Contain("httponly");
        cookie.Should().NotContain(dashboard.Token);
    }

    [Fact]
    public async Task A_pasted_address_logs_in_too()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        using var form = Form($" {dashboard.Address}login?token={dashboard.Token} ", "/");
        using var answer = await visitor.PostAsync("/login", form, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Contains("Set-Cookie").Should().BeTrue();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    [InlineData("/é")]
    [InlineData("")]
    public async Task A_login_never_leads_to_another_site(string returnUrl)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        var address = $"/login?token={dashboard.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}";
        using var answer = await visitor.GetAsync(address, Cancel);
        answer.Headers.Location.Should().Be("/");
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_many_are_not_even_looked_at()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await visitor.GetAsync("/login?token=wrong", Cancel);
            wrong.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            wrong.Headers.Contains("Set-Cookie").Should().BeFalse();
        }

        using var answer = await visitor.GetAsync($"/login?token={dashboard.Token}", Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.Should().NotBeNull();
    }

    [Fact]
    public async Task The_login_page_escapes_what_it_is_given()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var visitor = dashboard.Visitor();
        var page = await visitor.GetStringAsync(
            "/login?returnUrl=%2F%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            Cancel
        );
        page.Should().NotContain("<script>alert").And.Contain("&lt;script&gt;");
    }

    [Fact]
    public async Task A_login_outlives_a_restart_but_not_a_new_token()
    {
        var folder = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        string cookie;
        await using (var first = await TestDashboard.StartAsync(folder, null))
        {
            (await first.UserAsync()).Dispose();
            cookie = first.Cookies.GetCookieHeader(first.Address);
        }

        (await StatusWith(folder, cookie)).Should().Be(HttpStatusCode.NoContent);
        File.Delete(Path.Combine(folder.FullName, "home", "login-token"));
        (await StatusWith(folder, cookie)).Should().Be(HttpStatusCode.Unauthorized);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_token_file_is_readable_by_its_owner_only()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(dashboard.Home, "login-token"))
                .Should()
                .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        dashboard.Token.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public async Task The_token_stands_in_no_log_even_when_everything_is_logged()
    {
        var log = new MemoryLog();
        await using var dashboard = await TestDashboard.StartAsync(
            null,
            builder =>
            {
                builder.Configuration["Logging:LogLevel:Default"] = "Trace";
                builder.Configuration["Logging:LogLevel:Microsoft"] = "Trace";
                builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace";
                builder.Services.AddSingleton<ILoggerProvider>(log);
            }
        );
        using var user = await dashboard.UserAsync();
        using var page = await user.GetAsync("/", Cancel);
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        log.Text.Should().Contain("Microsoft.AspNetCore").And.NotContain(dashboard.Token);
    }

    [Fact]
    public async Task Without_a_login_a_websocket_is_not_opened()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/runs" }.Uri;
        var connecting = () => socket.ConnectAsync(address, Cancel);
        (await connecting.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("401");
    }

    private static async Task<HttpStatusCode> StatusWith(DirectoryInfo folder, string cookie)
    {
        await using var dashboard = await TestDashboard.StartAsync(folder, null);
        using var visitor = new HttpClient(new HttpClientHandler { UseCookies = false });
        visitor.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await visitor.GetAsync(new Uri(dashboard.Address, "/api/session"), Cancel);
        return answer.StatusCode;
    }

    private static FormUrlEncodedContent Form(string token, string returnUrl) =>
        new([KeyValuePair.Create("token", token), KeyValuePair.Create("returnUrl", returnUrl)]);
}
