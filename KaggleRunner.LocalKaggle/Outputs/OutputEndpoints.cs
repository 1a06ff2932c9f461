using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Outputs;

internal static class OutputEndpoints
{
    public static IServiceCollection AddOutputs(this IServiceCollection services) =>
        services.AddSingleton<OutputReads>().AddSingleton<DownloadEndpoint>();

    public static void MapOutputs(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            "kernels.KernelsApiService/ListKernelSessionOutput",
            WireJson.Default.SessionRequest,
            WireJson.Default.SessionOutputResponse,
            (request, trace, services) => services.GetRequiredService<OutputReads>().Output(request, trace)
        );
        api.MapRpc(
            "kernels.KernelsApiService/ListKernelFiles",
            WireJson.Default.SessionRequest,
            WireJson.Default.KernelFilesResponse,
            (request, trace, services) => services.GetRequiredService<OutputReads>().Files(request, trace)
        );
        api.MapGet("kernels/output/download/{owner}/{slug}", (RequestDelegate)(RedirectAsync));
    }

    public static void MapOutputDownload(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(
            DownloadEndpoint.Prefix + "/{session}",
            ["GET", "HEAD"],
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<DownloadEndpoint>().HandleAsync(context)
            )
        );

    // Where Kaggle's answer leads carries the session's id: the one place outside the run that tells it.
    private static Task RedirectAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var trace = new RpcTrace("DownloadKernelOutput");
        var number = context.Request.Query["versionNumber"].ToString();
        var request = new SessionRequest
        {
            UserName = (string?)context.Request.RouteValues["owner"],
            KernelSlug = (string?)context.Request.RouteValues["slug"],
            VersionLabel = number.Length == 0 ? null : $"v{number}",
        };
        var (_, version) = services
            .GetRequiredService<RpcPipeline>()
            .Journaled(trace, () => services.GetRequiredService<KernelCatalog>().Require(request, trace));
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/kernels/output/download_zip/{version.Session.Id}"
        );
        context.Response.Redirect(services.GetRequiredService<ServerAddress>().At(path));
        return Task.CompletedTask;
    }
}
