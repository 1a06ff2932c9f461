using System.Globalization;
using System.Text;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Faults;

namespace KaggleRunner.Tests.LocalKaggle.Faults;

/// <summary>A server with faults, always of the same seed.</summary>
internal static class FaultyServer
{
    public static Task<RunningServer> StartAsync(params string[] faults) =>
        RunningServer.StartAsync(options =>
            options with
            {
                Faults = [.. faults.SelectMany(FaultRule.Parse)],
                FaultSeed = 20,
            }
        );

    /// <summary>The faults that were injected, as <c>fault method kernel</c>.</summary>
    public static IReadOnlyList<string> Injected(this RunningServer server)
    {
        var path = Path.Combine(server.Caller.Home, "faults.jsonl");
        return File.Exists(path) ? [.. File.ReadAllLines(path).Select(Describe)] : [];
    }

    /// <summary>What a live log sends until it ends, and whether it ended as an answer should.</summary>
    public static async Task<(string Text, bool Whole)> StreamAsync(this RunningServer server, int version = 1)
    {
        using var response = await server.OpenStreamAsync(version);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return await ReadAsync(body);
    }

    public static Task<HttpResponseMessage> OpenStreamAsync(this RunningServer server, int version = 1) =>
        server.Caller.Http.GetAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v1/kernels/logs/stream/local/ci-runner?versionLabel=v{version}"
            ),
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );

    public static async Task<(string Text, bool Whole)> ReadAsync(Stream body)
    {
        using var bytes = new MemoryStream();
        try
        {
            await body.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            return (Encoding.UTF8.GetString(bytes.ToArray()), true);
        }
        catch (IOException)
        {
            return (Encoding.UTF8.GetString(bytes.ToArray()), false);
        }
    }

    private static string Describe(string line)
    {
        var json = JsonElement.Parse(line);
        json.GetProperty("time").GetString().Should().EndWith("Z");
        return $"{json.GetProperty("fault")} {json.GetProperty("method")} {json.GetProperty("kernel")}";
    }
}
