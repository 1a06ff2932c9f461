using System.Text.Json.Serialization.Metadata;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Protocol;

internal static class RpcRoutes
{
    /// <summary>Maps <c>POST package.Service/Method</c>.</summary>
    public static void MapRpc<TRequest, TResponse>(
        this IEndpointRouteBuilder api,
        string rpc,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, RpcTrace, IServiceProvider, TResponse> handle
    )
        where TRequest : class
    {
        var method = rpc[(rpc.IndexOf('/', StringComparison.Ordinal) + 1)..];
        api.MapPost(
            rpc,
            (RequestDelegate)(
                context =>
                    context
                        .RequestServices.GetRequiredService<RpcPipeline>()
                        .HandleAsync(context, new RpcTrace(method, context.FindCaller()), (request, response), handle)
            )
        );
    }

    /// <summary>Maps a call whose answer is written piece by piece.</summary>
    public static void MapRpc<TRequest>(
        this IEndpointRouteBuilder api,
        string rpc,
        JsonTypeInfo<TRequest> request,
        Func<TRequest, RpcTrace, IServiceProvider, Func<HttpResponse, Task>> handle
    )
        where TRequest : class
    {
        var method = rpc[(rpc.IndexOf('/', StringComparison.Ordinal) + 1)..];
        api.MapPost(
            rpc,
            (RequestDelegate)(
                context =>
                    context
                        .RequestServices.GetRequiredService<RpcPipeline>()
                        .HandleAsync(context, new RpcTrace(method, context.FindCaller()), request, handle)
            )
        );
    }
}
