using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.Components.Endpoints;

namespace KaggleRunner.Web.Security;

/// <summary>Without a login pages lead to the login page and everything else answers 401, hubs and files included.</summary>
internal sealed class LoginGuard(RequestDelegate next, DashboardOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (
            !options.RequireLogin
            || context.User.Identity?.IsAuthenticated == true
            || endpoint?.Metadata.GetMetadata<OpenToAll>() is not null
        )
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && IsPage(endpoint))
        {
            var wanted = context.Request.Path + context.Request.QueryString;
            context.Response.Redirect(
                string.Equals(wanted, "/", StringComparison.Ordinal)
                    ? "/login"
                    : $"/login?returnUrl={Uri.EscapeDataString(wanted)}"
            );
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync("Log in first: open the address that Kaggle Runner printed at its start.\n");
    }

    private static bool IsPage(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
