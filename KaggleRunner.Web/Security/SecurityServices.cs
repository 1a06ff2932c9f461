using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace KaggleRunner.Web.Security;

internal static class SecurityServices
{
    public static void AddDashboardSecurity(this IServiceCollection services, DashboardOptions options, RunnerHome home)
    {
        services
            .AddDataProtection()
            .SetApplicationName("kaggle-runner")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(home.Root, "keys")));
        services.AddSingleton<LoginThrottle>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = CookieName("kaggle-runner-form", home));
        if (options.RequireLogin)
        {
            services.AddSingleton(LoginToken.OpenOrCreate(home));
        }

        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = CookieName("kaggle-runner", home);
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.Cookie.IsEssential = true;
                cookie.ExpireTimeSpan = options.LoginLifetime;
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = LoginSession.ValidateAsync;
            });
    }

    /// <summary>Browsers keep cookies per host, not per port: each home has a name of its own.</summary>
    private static string CookieName(string prefix, RunnerHome home) =>
        $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home.Root)))[..8]}";
}
