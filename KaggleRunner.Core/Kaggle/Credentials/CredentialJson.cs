using System.Text.Json.Serialization;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary><c>kaggle.json</c> and <c>credentials.json</c>.</summary>
internal sealed record CredentialJson
{
    public string? Username { get; init; }
    public string? Key { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("access_token_expiration")]
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? AccessTokenExpiration { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CredentialJson))]
internal sealed partial class CredentialJsonContext : JsonSerializerContext;
