using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>One kind of secret: the words near which it can stand, and how it looks (its group <c>secret</c>).</summary>
internal sealed record SecretRule
{
    // No rule backtracks; the limit only stands in case that a machine stands still.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private Regex? _regex;

    public required string Id { get; init; }

    /// <summary>What a user is told, with its article: <c>a GitHub token</c>.</summary>
    public required string What { get; init; }

    /// <summary>ASCII; found whatever their case.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }
    public required string Pattern { get; init; }

    /// <summary>Whose rule it is: see THIRD-PARTY.md.</summary>
    public required string Source { get; init; }

    /// <summary>Bits per character that a secret has at least: words and repeated letters have less.</summary>
    public double MinEntropy { get; init; }

    /// <summary>True where examples (<c>your-password</c>) are common.</summary>
    public bool Placeholders { get; init; }

    /// <summary>True when the secret must hold letters and digits: a rule that knows no prefix.</summary>
    public bool Mixed { get; init; }

    [JsonIgnore]
    public Regex Regex =>
        _regex ??= new Regex(
            Pattern,
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            Limit
        );

    /// <summary>The rules that come with the product.</summary>
    public static IReadOnlyList<SecretRule> All { get; } = Read();

    private static IReadOnlyList<SecretRule> Read()
    {
        using var stream = typeof(SecretRule).Assembly.GetManifestResourceStream("secret-rules.json")!;
        return JsonSerializer.Deserialize(stream, SecretRulesJson.Default.IReadOnlyListSecretRule)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<SecretRule>))]
internal sealed partial class SecretRulesJson : JsonSerializerContext;
