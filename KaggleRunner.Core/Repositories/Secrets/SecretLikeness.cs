using System.Buffers;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>Tells what looks like a secret from examples and ordinary words.</summary>
internal static class SecretLikeness
{
    private static readonly string[] Examples =
    [
        "example",
        "your",
        "xxxx",
        "****",
        "placeholder",
        "changeme",
        "change-me",
        "change_me",
        "dummy",
        "redacted",
        "replace",
        "mypassword",
        "insert",
        "not-a-real",
    ];

    private static readonly SearchValues<char> Brackets = SearchValues.Create("<>{}$%");
    private static readonly string[] ExactExamples = ["password", "passwd", "secret", "postgres", "username"];

    public static bool IsLikely(SecretRule rule, string secret)
    {
        if (secret.Contains("EXAMPLE", StringComparison.Ordinal) || Entropy(secret) < rule.MinEntropy)
        {
            return false;
        }

        if (rule.Placeholders && IsPlaceholder(secret))
        {
            return false;
        }

        return !rule.Mixed || (secret.Any(char.IsAsciiDigit) && secret.Any(char.IsAsciiLetter) && !IsReference(secret));
    }

    /// <summary>Shannon's: bits per character.</summary>
    public static double Entropy(string text) =>
        text.CountBy(character => character)
            .Sum(pair => -(double)pair.Value / text.Length * Math.Log2((double)pair.Value / text.Length));

    private static bool IsPlaceholder(string secret) =>
        secret.AsSpan().ContainsAny(Brackets)
        || ExactExamples.Contains(secret, StringComparer.OrdinalIgnoreCase)
        || Examples.Any(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase));

    // A path or a dotted name (config.api_key_2) names where a secret is, and is none.
    private static bool IsReference(string secret) =>
        secret.Contains('/', StringComparison.Ordinal) && secret.Split('/').All(part => part.Length is > 0 and < 16)
        || secret
            .Split('.', '_', '-')
            .All(part => part.Length <= 12 && !(part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter)));
}
