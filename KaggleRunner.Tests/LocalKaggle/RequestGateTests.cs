using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class RequestGateTests
{
    private const string Path = "/api/v1/kernels.KernelsApiService/ListKernels";

    [Theory]
    [InlineData(null)]
    [InlineData("Basic bG9jYWw6d3Jvbmc=")]
    [InlineData("Basic !!!")]
    [InlineData("Bearer KGAT_wrong")]
    [InlineData("Bearer ")]
    public async Task Without_the_key_nothing_but_its_health_is_told(string? authorization)
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Caller.Http.BaseAddress };

        using var refused = await SendAsync(http, Path, authorization: authorization);
        using var stop = await SendAsync(http, "/shutdown", authorization: authorization);
        using var unknown = await SendAsync(http, "/no/such/thing", authorization: authorization);
        var health = await http.GetStringAsync("/healthz", TestContext.Current.CancellationToken);

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should()
            .StartWith("{\"code\":401,\"message\":");
        stop.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        unknown.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        health.Should().Be("""{"service":"kaggle-runner-local-kaggle"}""");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    public async Task Pages_of_others_are_refused_even_with_the_key(
        string header,
        string value,
        HttpStatusCode expected
    )
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await SendAsync(server.Caller.Http, Path, header: (header, value));

        answer.StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_that_a_form_could_send_is_refused(string type)
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await SendAsync(server.Caller.Http, Path, type: type);

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/v1")]
    public async Task The_absolute_form_that_a_proxied_client_sends_is_understood(string prefix)
    {
        await using var server = await RunningServer.StartAsync();
        var url = server.Caller.Http.BaseAddress!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        var request =
            $"POST http://localhost{prefix}/kernels.KernelsApiService/ListKernels HTTP/1.1\r\nHost: localhost\r\n"
            + $"Authorization: {server.Caller.Http.DefaultRequestHeaders.Authorization}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        answer.Should().StartWith("HTTP/1.1 200 OK").And.EndWith("\r\n{}\r\n0\r\n\r\n");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_key_stands_in_a_file_that_only_its_owner_reads()
    {
        await using var server = await RunningServer.StartAsync();

        var mode = File.GetUnixFileMode(System.IO.Path.Combine(server.Caller.Home, "kaggle.json"));

        mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        string path,
        string? authorization = null,
        (string Name, string Value)? header = null,
        string type = "application/json"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent("{}") { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (header is { } extra)
        {
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        }

        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
