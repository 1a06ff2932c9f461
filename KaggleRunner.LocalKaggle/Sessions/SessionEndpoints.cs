using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

internal static class SessionEndpoints
{
    public static IServiceCollection AddSessions(this IServiceCollection services) =>
        services
            .AddSingleton<SessionLimits>()
            .AddSingleton<SessionReads>()
            .AddSingleton<KernelProcess>()
            .AddSingleton<StorageWatch>()
            .AddSingleton<SandboxedRun>()
            .AddSingleton<SessionRunner>()
            .AddSingleton<LogStreamEndpoint>()
            .AddSingleton<SessionHost>()
            .AddHostedService(services => services.GetRequiredService<SessionHost>())
            .AddHostedService<WarmUp>();

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapRpc(
            "kernels.KernelsApiService/GetKernelSessionStatus",
            WireJson.Default.SessionRequest,
            WireJson.Default.SessionStatusResponse,
            (request, trace, services) => services.GetRequiredService<SessionReads>().Status(request, trace)
        );
        api.MapRpc(
            "kernels.KernelsApiService/CancelKernelSession",
            WireJson.Default.CancelKernelSessionRequest,
            WireJson.Default.CancelResponse,
            (request, trace, services) => services.GetRequiredService<SessionReads>().Cancel(request, trace)
        );
        api.MapPost(
            "kernels.KernelsApiService/GetKernelSessionLogsStream",
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<LogStreamEndpoint>().HandleCallAsync(context)
            )
        );
        api.MapGet(
            "kernels/logs/stream/{owner}/{slug}",
            (RequestDelegate)(
                context => context.RequestServices.GetRequiredService<LogStreamEndpoint>().HandleAsync(context)
            )
        );
    }
}
