using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>IntrospectToken, GenerateAccessToken and ExpireApiToken.</summary>
internal sealed class TokenCalls(Accounts accounts, AccessTokens tokens)
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    /// <summary>A bad token is answered with 200 and <c>active: false</c>, as Kaggle does.</summary>
    public IntrospectTokenResponse Introspect(IntrospectTokenRequest request) =>
        request.Token is { } token && accounts.FindByToken(token) is { } account
            ? new(true, account.Name)
            : new(false, null);

    /// <summary>For the refresh token in the body; without one, for whoever calls.</summary>
    public GenerateAccessTokenResponse Generate(GenerateAccessTokenRequest request, RpcTrace trace)
    {
        var account = request.RefreshToken is { Length: > 0 } refresh
            ? accounts.FindByRefreshToken(refresh) ?? throw new KaggleFault(401, "The refresh token is not valid.")
            : trace.Caller;
        if (request.ApiVersion is not (null or "" or "API_VERSION_UNSPECIFIED" or "API_VERSION_V1"))
        {
            throw new KaggleFault(400, $"Tokens for {request.ApiVersion} are not given out here.");
        }

        var lifetime = Lifetime(request.ExpirationDuration);
        return new(tokens.Issue(account, lifetime), (long)lifetime.TotalSeconds, account.Name, account.Id);
    }

    public EmptyAnswer Expire(ExpireApiTokenRequest request, RpcTrace trace)
    {
        if (request.Token is not { Length: > 0 } token || accounts.FindByToken(token)?.Name != trace.Caller.Name)
        {
            throw new KaggleFault(403, "Permission 'apiTokens.delete' was denied");
        }

        tokens.Revoke(token);
        return new();
    }

    private static TimeSpan Lifetime(string? asked)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return AccessTokens.UsualLifetime;
        }

        return
            Timestamps.ParseDuration(asked) is { } duration && duration > TimeSpan.Zero && duration <= LongestLifetime
            ? duration
            : throw new KaggleFault(400, $"'{asked}' is not a duration of at most {LongestLifetime.TotalDays} days.");
    }
}
