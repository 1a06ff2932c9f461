using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

internal static class AccountEndpoints
{
    /// <summary>A bad token is answered with 200 and <c>active: false</c>, as Kaggle does.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder api) =>
        api.MapRpc(
            "security.OAuthService/IntrospectToken",
            WireJson.Default.IntrospectTokenRequest,
            WireJson.Default.IntrospectTokenResponse,
            (request, _, services) =>
            {
                var key = services.GetRequiredService<KeyFile>();
                return request.Token is { } token && key.IsKey(token)
                    ? new IntrospectTokenResponse(true, key.Owner)
                    : new IntrospectTokenResponse(false, null);
            }
        );
}
