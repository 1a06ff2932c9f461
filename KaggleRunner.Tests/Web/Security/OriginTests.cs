using System.Net;
using System.Net.WebSockets;

namespace KaggleRunner.Tests.Web.Security;

public sealed class OriginTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost.evil.example")]
    public async Task Negotiate_refuses_other_origins_even_with_a_login(string origin)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var user = await dashboard.UserAsync();
        foreach (
            var path in new[] { "/hubs/runs/negotiate?negotiateVersion=1", "/_blazor/negotiate?negotiateVersion=1" }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("Origin", origin);
            using var answer = await user.SendAsync(request, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("/hubs/runs")]
    [InlineData("/_blazor")]
    public async Task A_websocket_of_another_origin_is_refused_and_one_of_ours_is_opened(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        (await dashboard.UserAsync()).Dispose();
        var foreign = () => ConnectAsync(dashboard, path, "https://evil.example");
        (await foreign.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("403");
        var ours = () => ConnectAsync(dashboard, path, dashboard.Address.GetLeftPart(UriPartial.Authority));
        await ours.Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.0.2.7:5117")]
    public async Task Other_host_names_are_refused(string host)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var user = await dashboard.UserAsync();
        foreach (var path in new[] { "/", "/healthz", "/login", "/assets/css/app.css" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            using var answer = await user.SendAsync(request, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("localhost:5117")]
    [InlineData("box.lan")]
    public async Task Its_own_names_are_accepted(string host)
    {
        await using var dashboard = await TestDashboard.StartAsync("--allow-host", "box.lan");
        using var user = await dashboard.UserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;
        using var answer = await user.SendAsync(request, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_answer_has_the_security_headers()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var user = await dashboard.UserAsync();
        foreach (var path in new[] { "/", "/assets/css/app.css", "/healthz", "/nowhere" })
        {
            using var answer = await user.GetAsync(path, Cancel);
            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            answer.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
            var policy = answer.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which;
            policy.Should().Contain("frame-ancestors 'none'").And.Contain("script-src 'self';");
        }
    }

    private static async Task ConnectAsync(TestDashboard dashboard, string path, string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = dashboard.Cookies;
        socket.Options.SetRequestHeader("Origin", origin);
        var address = new UriBuilder(dashboard.Address) { Scheme = "ws", Path = path }.Uri;
        await socket.ConnectAsync(address, Cancel);
        socket.State.Should().Be(WebSocketState.Open);
    }
}
