using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using KaggleRunner.Tests.LocalKaggle.Contract;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>
/// The bytes that the official tool sends with <c>KAGGLE_API_ENVIRONMENT=LOCALHOST http_proxy=http://127.0.0.1:PORT</c>:
/// recorded from Python's requests, driven as kagglesdk drives it.
/// </summary>
public sealed class OfficialToolTests
{
    private const string Push =
        "{\"slug\": \"local/ci-runner\", \"newTitle\": \"ci runner\", "
        + "\"text\": \"open('out.txt', 'w').write('x'); print('h\\u00e9llo')\\n\", \"language\": \"python\", "
        + "\"kernelType\": \"script\", \"isPrivate\": true, \"enableGpu\": false, \"enableInternet\": true, "
        + "\"enableTpu\": false}";

    private const string Read = "{\"userName\": \"local\", \"kernelSlug\": \"ci-runner\", \"pageSize\": 20}";

    [Fact]
    public async Task Push_status_files_output_pull_list_quota_and_delete_work()
    {
        await using var server = await RunningServer.StartAsync();
        var tool = new Tool(server.Caller.Http.BaseAddress!, Header(server));

        (await tool.PostAsync("SaveKernel", Push)).GetProperty("versionNumber").GetInt32().Should().Be(1);
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");

        var status = await tool.PostAsync(
            "GetKernelSessionStatus",
            "{\"userName\": \"local\", \"kernelSlug\": \"ci-runner\"}"
        );
        status.GetProperty("status").GetString().Should().Be("COMPLETE");
        (await tool.PostAsync("ListKernelFiles", Read)).GetProperty("files").GetArrayLength().Should().Be(1);
        var output = await tool.PostAsync("ListKernelSessionOutput", Read);
        var url = output.GetProperty("files")[0].GetProperty("url").GetString()!;
        (await tool.GetAsync(url, "User-Agent: python-requests/2.34.2\r\nAccept: */*\r\n"))
            .Should()
            .EndWith("\r\n\r\nx");
        var pulled = await tool.PostAsync("GetKernel", "{\"userName\": \"local\", \"kernelSlug\": \"ci-runner/1\"}");
        pulled.GetProperty("blob").GetProperty("source").GetString().Should().Contain("héllo");
        var mine = await tool.PostAsync(
            "ListKernels",
            "{\"competition\": \"\", \"dataset\": \"\", \"parentKernel\": \"\", \"group\": \"PROFILE\", "
                + "\"kernelType\": \"all\", \"language\": \"all\", \"outputType\": \"all\", \"search\": \"\", "
                + "\"user\": \"\", \"page\": 1, \"pageSize\": 20}"
        );
        mine.GetProperty("kernels").GetArrayLength().Should().Be(1);
        (await tool.PostAsync("GetAcceleratorQuotaStatistics", "{}"))
            .GetProperty("gpuQuota")
            .ValueKind.Should()
            .Be(JsonValueKind.Object);
        (await tool.PostAsync("DeleteKernel", "{\"userName\": \"local\", \"kernelSlug\": \"ci-runner\"}"))
            .GetRawText()
            .Should()
            .Be("{}");
    }

    [Fact]
    public async Task The_log_is_asked_for_with_a_content_type_and_no_content()
    {
        await using var server = await RunningServer.StartAsync();
        var tool = new Tool(server.Caller.Http.BaseAddress!, Header(server));
        await server.Caller.PushAsync("print('hello')");
        await server.Caller.EndOfAsync(1);

        var log = await tool.GetAsync(
            "http://localhost/api/v1/kernels/logs/stream/local/ci-runner",
            "User-Agent: kaggle-api/v2.2.3\r\nAccept-Encoding: gzip, deflate\r\n"
                + "Accept: text/event-stream, */*\r\nContent-Type: application/json\r\n"
                + $"Authorization: {Header(server)}\r\n"
        );

        log.Should().StartWith("HTTP/1.1 200 OK").And.Contain("application/json").And.Contain("hello\\n");
    }

    [Fact]
    public async Task It_signs_in_with_an_access_token_that_it_asks_about_first()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await File.ReadAllTextAsync(
            Path.Combine(server.Caller.Home, "access_token"),
            TestContext.Current.CancellationToken
        );
        var tool = new Tool(server.Caller.Http.BaseAddress!, $"Bearer {token.Trim()}");
        var stranger = new Tool(server.Caller.Http.BaseAddress!, "Bearer KGAT_0000");

        var known = await tool.PostAsync(
            "security.OAuthService/IntrospectToken",
            $$"""{"token": "{{token.Trim()}}"}"""
        );
        var unknown = await stranger.PostAsync("security.OAuthService/IntrospectToken", """{"token": "KGAT_0000"}""");

        known.GetProperty("username").GetString().Should().Be("local");
        unknown.GetRawText().Should().Be("""{"active":false}""");
        (await tool.PostAsync("ListKernels", "{\"group\": \"PROFILE\"}")).GetRawText().Should().Be("{}");
    }

    private static AuthenticationHeaderValue Header(RunningServer server) =>
        server.Caller.Http.DefaultRequestHeaders.Authorization!;

    private sealed class Tool(Uri proxy, object authorization)
    {
        public async Task<JsonElement> PostAsync(string method, string json)
        {
            var path = method.Contains('/', StringComparison.Ordinal) ? method : $"kernels.KernelsApiService/{method}";
            var length = Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture);
            var answer = await SendAsync(
                $"POST http://localhost/api/v1/{path} HTTP/1.1\r\nHost: localhost\r\n"
                    + "User-Agent: kaggle-api/v2.2.3\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*\r\n"
                    + $"Connection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n"
                    + $"Authorization: {authorization}\r\n\r\n{json}"
            );
            answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain("Content-Type: application/json");
            return StrictAnswer.Read(method, Body(answer));
        }

        public Task<string> GetAsync(string url, string headers) =>
            SendAsync($"GET {url} HTTP/1.1\r\nHost: {new Uri(url).Authority}\r\n{headers}Connection: close\r\n\r\n");

        private async Task<string> SendAsync(string request)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(proxy.Host, proxy.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(socket.GetStream());
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        // Answers of unknown length come in chunks: a line with a size before each, a 0 at the end.
        private static string Body(string answer)
        {
            var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            return answer.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal)
                ? string.Concat(body.Split("\r\n").Where((_, index) => index % 2 == 1))
                : body;
        }
    }
}
