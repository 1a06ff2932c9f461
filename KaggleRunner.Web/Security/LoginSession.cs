using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace KaggleRunner.Web.Security;

/// <summary>What the cookie holds: which token opened it, so that a new token ends the logins of the old one.</summary>
internal static class LoginSession
{
    private const string TokenClaim = "token";

    public static Task StartAsync(HttpContext context, LoginToken token)
    {
        var identity = new ClaimsIdentity(
            [new Claim(TokenClaim, token.Fingerprint)],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IsPersistent = true }
        );
    }

    public static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var token = context.HttpContext.RequestServices.GetService<LoginToken>();
        if (
            !string.Equals(
                context.Principal?.FindFirst(TokenClaim)?.Value,
                token?.Fingerprint,
                StringComparison.Ordinal
            ) || token is null
        )
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }
}
