namespace KaggleRunner.LocalKaggle.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services) =>
        services.AddSingleton<KeyFile>().AddSingleton<SignedUrls>();
}
