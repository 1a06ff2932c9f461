using System.Text.Json.Serialization.Metadata;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

internal static class DatasetEndpoints
{
    public static IServiceCollection AddDatasets(this IServiceCollection services) =>
        services
            .AddSingleton<DatasetFiles>()
            .AddSingleton<DatasetCatalog>()
            .AddSingleton<OldVersions>()
            .AddSingleton<DatasetProcessing>()
            .AddSingleton<CreateDataset>()
            .AddSingleton<DatasetReads>()
            .AddHostedService(services => services.GetRequiredService<DatasetProcessing>());

    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        var json = DatasetJson.Default;
        Map<CreateDatasetRequest, CreateDatasetResponse, CreateDataset>(
            api,
            "CreateDataset",
            (json.CreateDatasetRequest, json.CreateDatasetResponse),
            (service, user, request, trace) => service.Handle(user, request, trace)
        );
        foreach (var method in (string[])["CreateDatasetVersion", "CreateDatasetVersionById"])
        {
            Map<CreateDatasetVersionRequest, CreateDatasetResponse, CreateDataset>(
                api,
                method,
                (json.CreateDatasetVersionRequest, json.CreateDatasetResponse),
                (service, user, request, trace) => service.Handle(user, request, trace)
            );
        }

        MapReads(api, json);
    }

    private static void MapReads(IEndpointRouteBuilder api, DatasetJson json)
    {
        Map<DatasetRequest, DatasetStatusResponse, DatasetReads>(
            api,
            "GetDatasetStatus",
            (json.DatasetRequest, json.DatasetStatusResponse),
            (reads, user, request, trace) => reads.Status(user, request, trace)
        );
        Map<DatasetRequest, DatasetAnswer, DatasetReads>(
            api,
            "GetDataset",
            (json.DatasetRequest, json.DatasetAnswer),
            (reads, user, request, trace) => reads.Get(user, request, trace)
        );
        Map<DatasetRequest, ListDatasetFilesResponse, DatasetReads>(
            api,
            "ListDatasetFiles",
            (json.DatasetRequest, json.ListDatasetFilesResponse),
            (reads, user, request, trace) => reads.ListFiles(user, request, trace)
        );
        Map<ListDatasetsRequest, ListDatasetsResponse, DatasetReads>(
            api,
            "ListDatasets",
            (json.ListDatasetsRequest, json.ListDatasetsResponse),
            (reads, user, request, _) => reads.List(user, request)
        );
    }

    private static void Map<TRequest, TResponse, TService>(
        IEndpointRouteBuilder api,
        string method,
        (JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response) types,
        Func<TService, string, TRequest, RpcTrace, TResponse> handle
    )
        where TRequest : class
        where TService : notnull =>
        api.MapRpc(
            $"datasets.DatasetApiService/{method}",
            types.Request,
            types.Response,
            (request, trace, services) =>
                handle(services.GetRequiredService<TService>(), trace.Caller.Name, request, trace)
        );
}
