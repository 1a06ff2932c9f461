using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>Comparisons that do not tell by their time how close a guess was.</summary>
internal static class Secret
{
    // Hashed first: FixedTimeEquals would tell the length.
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(HashOf(expected), HashOf(given));

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static string? FromBase64(string encoded)
    {
        var decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded.Trim(), decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length)
            : null;
    }
}
