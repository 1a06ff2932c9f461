namespace KaggleRunner.LocalKaggle.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services) =>
        services
            .AddSingleton<AccountFiles>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<Accounts>()
            .AddSingleton<TokenCalls>()
            .AddSingleton<SignedUrls>();
}
