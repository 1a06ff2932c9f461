using System.Text.Json.Serialization;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary><c>kaggle.json</c> and <c>credentials.json</c>.</summary>
internal sealed record CredentialJson
{
    public string? Username { get; init; }
    public string? Key { get; init; }

    /// <summary>The official tool's settings, beside or instead of a key.</summary>
    public string? Proxy { get; init; }
    public string? Path { get; init; }
    public string? Competition { get; init; }

    /// <summary>True for a file that holds the official tool's settings.</summary>
    [JsonIgnore]
    public bool IsConfiguration => (Proxy ?? Path ?? Competition) is not null;

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("access_token_expiration")]
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? AccessTokenExpiration { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CredentialJson))]
internal sealed partial class CredentialJsonContext : JsonSerializerContext;
