using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;

namespace KaggleRunner.Core.Logs;

/// <summary>The ways in which a known secret may be printed.</summary>
internal static class SecretForms
{
    /// <summary>Shorter ones would blot out ordinary words.</summary>
    public const int Shortest = 6;

    public static IEnumerable<string> Of(string secret) =>
        InAuthorization(secret).Append(secret).SelectMany(Forms).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Forms(string secret) =>
        secret
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.Length >= Shortest)
            .SelectMany(line =>
                Base64(line)
                    .Append(line)
                    .Append(Uri.EscapeDataString(line))
                    .Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(line))
            )
            .Where(form => form.Length >= Shortest);

    // The value of an Authorization header: its token, or, encoded, user:key.
    private static IEnumerable<string> InAuthorization(string secret)
    {
        if (AuthenticationHeaderValue.TryParse(secret, out var header) && header.Parameter is { Length: > 0 } value)
        {
            yield return value;
            var decoded = new byte[value.Length];
            if (Convert.TryFromBase64String(value, decoded, out var length))
            {
                yield return Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2)[^1];
            }
        }
    }

    // A secret inside a longer text, such as user:key, is encoded in one of three alignments: of each, the characters
    // that hold nothing but bits of the secret.
    private static IEnumerable<string> Base64(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var first = ((shift * 8) + 5) / 6;
            var last = (shift + bytes.Length) * 8 / 6;
            yield return encoded[first..last];
            yield return encoded[first..last].Replace('+', '-').Replace('/', '_');
        }
    }
}
