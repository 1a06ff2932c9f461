using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

internal static class AccountEndpoints
{
    private const string Introspect = "security.OAuthService/IntrospectToken";
    private const string Generate = "users.AccountService/GenerateAccessToken";

    /// <summary>Calls whose body carries what is to be judged: they come without a header.</summary>
    public static bool IsOpen(PathString path) =>
        path.Value!.EndsWith('/' + Introspect, StringComparison.Ordinal)
        || path.Value!.EndsWith('/' + Generate, StringComparison.Ordinal);

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            Introspect,
            WireJson.Default.IntrospectTokenRequest,
            WireJson.Default.IntrospectTokenResponse,
            (request, _, services) => services.GetRequiredService<TokenCalls>().Introspect(request)
        );
        api.MapRpc(
            Generate,
            WireJson.Default.GenerateAccessTokenRequest,
            WireJson.Default.GenerateAccessTokenResponse,
            (request, trace, services) => services.GetRequiredService<TokenCalls>().Generate(request, trace)
        );
        api.MapRpc(
            "users.AccountService/ExpireApiToken",
            WireJson.Default.ExpireApiTokenRequest,
            WireJson.Default.EmptyAnswer,
            (request, trace, services) => services.GetRequiredService<TokenCalls>().Expire(request, trace)
        );
    }
}
