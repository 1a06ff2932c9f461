using System.Text.Json;

namespace KaggleRunner.Benchmarks.Pages;

/// <summary>What the local Kaggle has on disk about the session that ended last.</summary>
internal static class LastSession
{
    /// <summary>Milliseconds since 1970.</summary>
    public static double EndedAt(string home) =>
        Directory
            .EnumerateFiles(Path.Combine(home, "local-kaggle", "kernels"), "session.json", SearchOption.AllDirectories)
            .Max(EndOf);

    private static double EndOf(string path)
    {
        using var session = JsonDocument.Parse(File.ReadAllBytes(path));
        return session.RootElement.TryGetProperty("endedAt", out var ended) && ended.ValueKind == JsonValueKind.String
            ? (ended.GetDateTimeOffset() - DateTimeOffset.UnixEpoch).TotalMilliseconds
            : 0;
    }
}
