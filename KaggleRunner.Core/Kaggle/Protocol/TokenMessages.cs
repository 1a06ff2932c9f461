namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>GenerateAccessToken, as the official tool asks for a login's next token: for twelve hours.</summary>
internal sealed record GenerateAccessTokenRequest(string RefreshToken)
{
    public string ApiVersion { get; init; } = "API_VERSION_V1";
    public string ExpirationDuration { get; init; } = "43200s";
}

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record GenerateAccessTokenAnswer(string? Token, long? ExpiresIn, string? UserName);

internal sealed record IntrospectTokenRequest(string Token);

internal sealed record IntrospectTokenAnswer(bool? Active, string? Username);
