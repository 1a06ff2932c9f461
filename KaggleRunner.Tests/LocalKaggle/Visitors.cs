namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>Other users of a server.</summary>
internal static class Visitors
{
    public static KaggleCaller As(this RunningServer server, string user) =>
        KaggleCaller.For(Path.Combine(server.Caller.Home, "users", user), server.Caller.Http.BaseAddress!);

    /// <summary>The status that a call is refused with.</summary>
    public static async Task<int> StatusOfAsync(this KaggleCaller caller, string method, string json)
    {
        using var response = await caller.PostAsync(method, json);
        return (int)response.StatusCode;
    }

    public static async Task<int> StatusOfAsync(this KaggleCaller caller, string path)
    {
        using var response = await caller.Http.GetAsync(path, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
