using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

internal static class KernelEndpoints
{
    private const string Service = "kernels.KernelsApiService/";

    public static IServiceCollection AddKernels(this IServiceCollection services) =>
        services
            .AddSingleton<KernelFiles>()
            .AddSingleton<IdCounters>()
            .AddSingleton<KernelCatalog>()
            .AddSingleton<KernelChoice>()
            .AddSingleton<SaveKernel>()
            .AddSingleton<DeleteKernel>()
            .AddSingleton<KernelReads>()
            .AddSingleton<KernelList>()
            .AddSingleton<OutputRedirect>();

    public static void MapKernels(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            Service + "SaveKernel",
            WireJson.Default.SaveKernelRequest,
            WireJson.Default.SaveKernelResponse,
            (request, trace, services) =>
                services
                    .GetRequiredService<SaveKernel>()
                    .Handle(request, trace, services.GetRequiredService<ISourceCatalog>())
        );
        api.MapRpc(
            Service + "GetKernel",
            WireJson.Default.SessionRequest,
            WireJson.Default.GetKernelResponse,
            (request, trace, services) => services.GetRequiredService<KernelReads>().Get(request, trace)
        );
        api.MapRpc(
            Service + "ListKernels",
            WireJson.Default.ListKernelsRequest,
            WireJson.Default.ListKernelsResponse,
            (request, trace, services) => services.GetRequiredService<KernelList>().Answer(request, trace)
        );
        api.MapRpc(
            Service + "DeleteKernel",
            WireJson.Default.KernelRequest,
            WireJson.Default.DeleteKernelResponse,
            (request, trace, services) => services.GetRequiredService<DeleteKernel>().Handle(request, trace)
        );
        api.MapOutputRedirect();
    }

    private static void MapOutputRedirect(this IEndpointRouteBuilder api)
    {
        RequestDelegate byAddress = context =>
            context.RequestServices.GetRequiredService<OutputRedirect>().HandleAddressAsync(context);
        api.MapPost(
            Service + "DownloadKernelOutput",
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<OutputRedirect>().HandleCallAsync(context)
            )
        );
        api.MapGet("kernels/output/download/{owner}/{slug}", byAddress);
        api.MapGet("kernels/output/download/{owner}/{slug}/{**file}", byAddress);
    }
}
