using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

internal static class KernelEndpoints
{
    public static IServiceCollection AddKernels(this IServiceCollection services) =>
        services
            .AddSingleton<KernelFiles>()
            .AddSingleton<KernelCatalog>()
            .AddSingleton<SaveKernel>()
            .AddSingleton<KernelReads>();

    public static void MapKernels(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            "kernels.KernelsApiService/SaveKernel",
            WireJson.Default.SaveKernelRequest,
            WireJson.Default.SaveKernelResponse,
            (request, trace, services) => services.GetRequiredService<SaveKernel>().Handle(request, trace)
        );
        api.MapRpc(
            "kernels.KernelsApiService/GetKernel",
            WireJson.Default.SessionRequest,
            WireJson.Default.GetKernelResponse,
            (request, trace, services) => services.GetRequiredService<KernelReads>().Get(request, trace)
        );
        api.MapRpc(
            "kernels.KernelsApiService/ListKernels",
            WireJson.Default.ListKernelsRequest,
            WireJson.Default.ListKernelsResponse,
            (request, _, services) => services.GetRequiredService<KernelReads>().List(request)
        );
    }
}
