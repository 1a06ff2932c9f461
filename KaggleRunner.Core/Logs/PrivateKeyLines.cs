using System.Buffers;

namespace KaggleRunner.Core.Logs;

/// <summary>Follows a private key that is printed over several lines.</summary>
internal static class PrivateKeyLines
{
    private static readonly SearchValues<char> KeyText = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-,: \t\r"
    );

    /// <summary>A key begins in this line and goes on in the next.</summary>
    public static bool Begins(ReadOnlySpan<char> line)
    {
        var begin = line.IndexOf("-----BEGIN ", StringComparison.Ordinal);
        return begin >= 0 && line[begin..].Contains("PRIVATE KEY", StringComparison.Ordinal) && !Ends(line[begin..]);
    }

    public static bool Ends(ReadOnlySpan<char> line) => line.Contains("-----END ", StringComparison.Ordinal);

    /// <summary>The line may be the inside of a key: base64, or a header such as <c>DEK-Info:</c>.</summary>
    public static bool MayBeInside(ReadOnlySpan<char> line) => line.Length <= 200 && !line.ContainsAnyExcept(KeyText);
}
