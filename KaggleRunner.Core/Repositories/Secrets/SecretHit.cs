using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>A secret in a text. The secret itself is not kept: its fingerprint tells whether another text holds it too.</summary>
internal sealed record SecretHit(SecretRule Rule, int Line, string Masked, string Fingerprint)
{
    private const int ShownCharacters = 4;

    public static SecretHit Of(SecretRule rule, int line, string secret) =>
        new(rule, line, Mask(secret), Print(secret));

    private static string Mask(string secret)
    {
        var shown = new string([.. secret.Take(Math.Min(ShownCharacters, secret.Length / 4)).TakeWhile(IsPlain)]);
        return string.Create(CultureInfo.InvariantCulture, $"{shown}…, {secret.Length} characters");
    }

    private static bool IsPlain(char character) => character is > ' ' and < (char)127;

    private static string Print(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 12));
}
