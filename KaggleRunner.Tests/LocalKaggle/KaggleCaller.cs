using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KaggleRunner.Tests.LocalKaggle.Contract;

namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Speaks the protocol by hand, in literal JSON.</summary>
internal sealed class KaggleCaller : IDisposable
{
    private const string Kernels = "kernels.KernelsApiService/";

    private KaggleCaller(HttpClient http, string home)
    {
        Http = http;
        Home = home;
    }

    public HttpClient Http { get; }
    public string Home { get; }

    public static KaggleCaller For(string home, Uri url)
    {
        var file = JsonElement.Parse(File.ReadAllText(Path.Combine(home, "kaggle.json")));
        var pair = $"{file.GetProperty("username")}:{file.GetProperty("key")}";
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        var http = new HttpClient(handler) { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
        );
        return new KaggleCaller(http, home);
    }

    public async Task<HttpResponseMessage> PostAsync(string method, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        var path = method.Contains('/', StringComparison.Ordinal) ? method : Kernels + method;
        return await Http.PostAsync($"/api/v1/{path}", body, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> CallAsync(string method, string json)
    {
        using var response = await PostAsync(method, json);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return StrictAnswer.Read(method, text);
    }

    /// <summary>Pushes a script as the kernel <c>local/ci-runner</c> (or of another title) and returns its version.</summary>
    public async Task<int> PushAsync(string script, string title = "ci runner", string more = "")
    {
        var slug = title.Replace(' ', '-');
        var answer = await CallAsync("SaveKernel", Push(script, slug, title, more));
        answer.TryGetProperty("error", out var error).Should().BeFalse($"of {error}");
        return answer.GetProperty("versionNumber").GetInt32();
    }

    public static string Push(string script, string slug = "ci-runner", string title = "ci runner", string more = "") =>
        $$"""
            {"slug":"local/{{slug}}","newTitle":"{{title}}","text":{{JsonSerializer.Serialize(script)}},
            "language":"python","kernelType":"script","isPrivate":true,"enableGpu":false,"enableInternet":false,
            "enableTpu":false{{more}}}
            """;

    public static string Session(int version, string slug = "ci-runner", string more = "") =>
        $$"""{"userName":"local","kernelSlug":"{{slug}}","versionLabel":"v{{version}}"{{more}}}""";

    /// <summary>The state as it travels; a state left out is the enum's value 0.</summary>
    public async Task<string> StateAsync(int version, string slug = "ci-runner")
    {
        var status = await CallAsync("GetKernelSessionStatus", Session(version, slug));
        return status.TryGetProperty("status", out var state) ? state.GetString()! : "QUEUED";
    }

    public async Task<string> EndOfAsync(int version, string slug = "ci-runner")
    {
        var state = "";
        await Eventually.BecomesAsync(async () =>
        {
            state = await StateAsync(version, slug);
            return state is "COMPLETE" or "ERROR" or "CANCEL_ACKNOWLEDGED";
        });
        return state;
    }

    /// <summary>Waits until the session's log holds the text.</summary>
    public Task LogHoldsAsync(string text, int version = 1, string slug = "ci-runner")
    {
        var log = Path.Combine(Home, "kernels", "local", slug, $"v{version}", "log.jsonl");
        return Eventually.BecomesAsync(() =>
            Task.FromResult(File.Exists(log) && ReadShared(log).Contains(text, StringComparison.Ordinal))
        );
    }

    /// <summary>What the script printed, by stream, from the finished log.</summary>
    public async Task<string> OutputAsync(int version, string stream = "stdout", string slug = "ci-runner")
    {
        var path = $"/api/v1/kernels/logs/stream/local/{slug}?versionLabel=v{version}";
        var text = await Http.GetStringAsync(path, TestContext.Current.CancellationToken);
        return string.Concat(
            JsonElement
                .Parse(text)
                .EnumerateArray()
                .Where(e => e.GetProperty("stream_name").ValueEquals(stream))
                .Select(e => e.GetProperty("data").GetString())
        );
    }

    public IReadOnlyList<JsonElement> Journal() =>
        [.. File.ReadAllLines(Path.Combine(Home, "journal.jsonl")).Select(line => JsonElement.Parse(line))];

    public void Dispose() => Http.Dispose();

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
