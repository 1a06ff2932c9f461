using System.Globalization;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>Answers the status page's requests of those who may come.</summary>
internal sealed class StatusPages(StatusAccess access, StatusReads reads, StatusLog log, KernelCatalog catalog)
{
    /// <summary>The page, or with a link's token the cookie and then the page.</summary>
    public Task OpenAsync(HttpContext context)
    {
        if (!context.Request.Query.TryGetValue("token", out var token))
        {
            return access.IsVisitor(context.Request)
                ? RenderAsync<KernelsPage>(context, reads.Overview())
                : RefuseAsync(context, wasLink: false);
        }

        if (access.Redeem(token.ToString()) is not { } cookie)
        {
            return RefuseAsync(context, wasLink: true);
        }

        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
        };
        context.Response.Cookies.Append(access.CookieName, cookie, options);
        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    public Task ShowKernelAsync(HttpContext context)
    {
        if (!access.IsVisitor(context.Request))
        {
            return RefuseAsync(context, wasLink: false);
        }

        var (route, query) = (context.Request.RouteValues, context.Request.Query);
        var view = reads.Kernel($"{route["owner"]}/{route["slug"]}", Number(query["version"]), Number(query["before"]));
        return view is null ? MissAsync(context) : RenderAsync<KernelPage>(context, view);
    }

    public Task SendLogAsync(HttpContext context)
    {
        Require(context);
        return log.SendAsync(context, Session(context));
    }

    public async Task CancelAsync(HttpContext context)
    {
        Require(context);
        var form = await context.Request.ReadJsonAsync(StatusJson.Default.CancelForm);
        if (!access.IsFormToken(context.Request, form.Token))
        {
            throw new KaggleFault(403, "The page is of another visit: load it again.");
        }

        await Session(context).Session.RequestStopAsync(StopReason.Cancelled);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void Require(HttpContext context)
    {
        if (!access.IsVisitor(context.Request))
        {
            throw new KaggleFault(401, "Open the link that kaggle-runner local-kaggle prints.");
        }
    }

    private KernelVersion Session(HttpContext context) =>
        catalog.FindSession(long.Parse((string)context.Request.RouteValues["session"]!, CultureInfo.InvariantCulture))
        ?? throw new KaggleFault(404, "There is no such session.");

    private Task RenderAsync<TPage>(HttpContext context, object view)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["View"] = view,
                ["FormToken"] = access.FormToken(context.Request),
            }
        ).ExecuteAsync(context);

    private static Task RefuseAsync(HttpContext context, bool wasLink)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return new RazorComponentResult<StrangerPage>(new { WasLink = wasLink }).ExecuteAsync(context);
    }

    private static Task MissAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return new RazorComponentResult<MissingPage>().ExecuteAsync(context);
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
