using System.Net;
using System.Text;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle.StatusPage;

/// <summary>A browser without a screen: it has the cookie and not the key.</summary>
internal static class StatusVisit
{
    public static async Task<Uri> LinkAsync(RunningServer server)
    {
        using var answer = await server.Caller.Http.PostAsync(
            "/status/link",
            Json("{}"),
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Uri(JsonElement.Parse(text).GetProperty("url").GetString()!);
    }

    public static HttpClient Browser(RunningServer server) =>
        new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = server.Caller.Http.BaseAddress,
        };

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
