using System.Text.Json;

namespace KaggleRunner.LocalKaggle.Replays;

/// <summary>The nonce in a pushed script: it stands in the one JSON document that was set into it.</summary>
internal static class PushedNonce
{
    private const string Begin = "json.loads(r'''";
    private const string End = "'''";

    /// <summary>Null for a script that is not of that kind.</summary>
    public static string? In(string source)
    {
        var begin = source.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : source.IndexOf(End, begin + Begin.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        try
        {
            var job = JsonElement.Parse(source[(begin + Begin.Length)..end]);
            return job.TryGetProperty("nonce", out var nonce) ? nonce.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
