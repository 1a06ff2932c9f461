using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Outputs;

internal static class OutputEndpoints
{
    public static IServiceCollection AddOutputs(this IServiceCollection services) =>
        services
            .AddSingleton<FolderListings>()
            .AddSingleton<OutputReads>()
            .AddSingleton<DownloadEndpoint>()
            .AddSingleton<ZipEndpoint>();

    public static void MapOutputs(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            "kernels.KernelsApiService/ListKernelSessionOutput",
            WireJson.Default.SessionRequest,
            (request, trace, services) => services.GetRequiredService<OutputReads>().Output(request, trace)
        );
        api.MapRpc(
            "kernels.KernelsApiService/ListKernelFiles",
            WireJson.Default.SessionRequest,
            WireJson.Default.KernelFilesResponse,
            (request, trace, services) => services.GetRequiredService<OutputReads>().Files(request, trace)
        );
        api.MapGet(
            "kernels/output/download_zip/{session}",
            (RequestDelegate)(context => context.RequestServices.GetRequiredService<ZipEndpoint>().HandleAsync(context))
        );
    }

    public static void MapOutputDownload(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(
            DownloadEndpoint.Prefix + "/{session}",
            ["GET", "HEAD"],
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<DownloadEndpoint>().HandleAsync(context)
            )
        );
}
