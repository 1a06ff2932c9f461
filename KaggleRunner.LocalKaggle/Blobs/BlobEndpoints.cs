using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Blobs;

internal static class BlobEndpoints
{
    public static IServiceCollection AddBlobs(this IServiceCollection services) =>
        services
            .AddSingleton<BlobStore>()
            .AddSingleton<StartBlobUpload>()
            .AddSingleton<BlobUploadEndpoint>()
            .AddHostedService<BlobSweep>();

    public static void MapBlobs(this IEndpointRouteBuilder api) =>
        api.MapRpc(
            "blobs.BlobApiService/StartBlobUpload",
            BlobJson.Default.StartBlobUploadRequest,
            BlobJson.Default.StartBlobUploadResponse,
            (request, trace, services) =>
                services.GetRequiredService<StartBlobUpload>().Handle(trace.Caller.Name, request)
        );

    /// <summary>The addresses that need no key: whoever has one was given it.</summary>
    public static void MapBlobUpload(this IEndpointRouteBuilder routes) =>
        routes.MapPut(
            BlobUploadEndpoint.Prefix + "/{key}",
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<BlobUploadEndpoint>().HandleAsync(context)
            )
        );
}
