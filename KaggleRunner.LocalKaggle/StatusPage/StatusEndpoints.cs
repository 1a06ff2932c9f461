using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>The addresses of the status page.</summary>
internal static class StatusEndpoints
{
    private const string Prefix = "/status";
    private const string Link = Prefix + "/link";

    public static IServiceCollection AddStatusPage(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services
            .AddSingleton<StatusAccess>()
            .AddSingleton<StatusReads>()
            .AddSingleton<StatusLog>()
            .AddSingleton<StatusPages>();
    }

    /// <summary>Whether the page itself sees to who may come, by its cookie. A link is made with the key.</summary>
    public static bool Owns(PathString path) =>
        path == "/" || (path.StartsWithSegments(Prefix, StringComparison.Ordinal) && path != Link);

    public static void MapStatusPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Page((pages, context) => pages.OpenAsync(context)));
        routes.MapGet(Prefix + "/kernels/{owner}/{slug}", Page((pages, context) => pages.ShowKernelAsync(context)));
        routes.MapGet(Prefix + "/log/{session:long}", Page((pages, context) => pages.SendLogAsync(context)));
        routes.MapPost(Prefix + "/cancel/{session:long}", Page((pages, context) => pages.CancelAsync(context)));
        foreach (var (name, type) in StatusAsset.All)
        {
            routes.MapGet($"{Prefix}/{name}", Page((_, context) => StatusAsset.SendAsync(context, name, type)));
        }

        routes.MapPost(Link, (RequestDelegate)(MakeLinkAsync));
    }

    private static RequestDelegate Page(Func<StatusPages, HttpContext, Task> handle) =>
        context =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            return handle(context.RequestServices.GetRequiredService<StatusPages>(), context);
        };

    private static Task MakeLinkAsync(HttpContext context)
    {
        if (context.FindCaller()?.Is(Account.Default) != true)
        {
            throw new KaggleFault(
                403,
                $"The page shows the kernels of all: its link is made with the key of {Account.Default}."
            );
        }

        var services = context.RequestServices;
        var token = services.GetRequiredService<StatusAccess>().CreateLinkToken();
        var url = services.GetRequiredService<ServerAddress>().At($"/?token={token}");
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteJsonAsync(new StatusLink(url), StatusJson.Default.StatusLink);
    }
}
