using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary><c>kaggle.json</c>, as Kaggle's own tool reads it.</summary>
internal sealed record KeyRecord(string Username, string Key);

/// <summary><c>credentials.json</c>, as Kaggle's own tool reads it in <c>~/.kaggle</c>.</summary>
internal sealed record CredentialsRecord(
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("access_token_expiration")] string AccessTokenExpiration,
    [property: JsonPropertyName("username")] string Username,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes
);

/// <summary>A token that was generated, known by its hash alone.</summary>
internal sealed record TokenRecord(string Hash, string User, DateTimeOffset ExpiresAt);
