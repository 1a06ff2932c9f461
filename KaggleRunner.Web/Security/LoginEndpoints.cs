using System.Globalization;
using KaggleRunner.Web.Hosting;

namespace KaggleRunner.Web.Security;

/// <summary>Exchanges the token for a cookie: by the printed link, or pasted into the page.</summary>
internal static class LoginEndpoints
{
    private const int MaxForm = 4096;

    public static void MapLogin(this WebApplication app)
    {
        app.MapGet("/login", ShowOrExchangeAsync).WithMetadata(OpenToAll.Instance);
        app.MapPost("/login", SubmitAsync).WithMetadata(OpenToAll.Instance);
        app.MapGet("/api/session", () => Results.NoContent());
    }

    private static Task ShowOrExchangeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        return query.TryGetValue("token", out var token)
            ? ExchangeAsync(context, token, query["returnUrl"])
            : AnswerAsync(context, query["returnUrl"], StatusCodes.Status200OK, null);
    }

    private static async Task SubmitAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > MaxForm)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await ExchangeAsync(context, form["token"], form["returnUrl"]);
    }

    private static async Task ExchangeAsync(HttpContext context, string? candidate, string? returnUrl)
    {
        var services = context.RequestServices;
        var throttle = services.GetRequiredService<LoginThrottle>();
        var address = context.Connection.RemoteIpAddress;
        if (services.GetService<LoginToken>() is not { } token)
        {
            context.Response.Redirect(LocalUrl.OrRoot(returnUrl));
            return;
        }

        if (throttle.WaitFor(address) is { } wait)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = seconds;
            await AnswerAsync(
                context,
                returnUrl,
                StatusCodes.Status429TooManyRequests,
                $"Too many wrong tokens. Try again in {seconds} seconds."
            );
            return;
        }

        if (!token.Matches(LoginPage.TokenIn(candidate)))
        {
            throttle.CountWrong(address);
            await AnswerAsync(
                context,
                returnUrl,
                StatusCodes.Status401Unauthorized,
                "This is not the token of this dashboard. Copy the address that it printed at its start."
            );
            return;
        }

        await LoginSession.StartAsync(context, token);
        // The address that leads on from holds the token.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(LocalUrl.OrRoot(returnUrl));
    }

    private static Task AnswerAsync(HttpContext context, string? returnUrl, int status, string? error)
    {
        context.Response.StatusCode = status;
        return LoginPage.WriteAsync(context, LocalUrl.OrRoot(returnUrl), error);
    }
}
