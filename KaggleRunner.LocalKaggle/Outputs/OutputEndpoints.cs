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
