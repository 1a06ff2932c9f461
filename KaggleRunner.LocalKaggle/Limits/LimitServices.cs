using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Quota;

namespace KaggleRunner.LocalKaggle.Limits;

internal static class LimitServices
{
    public static IServiceCollection AddLimits(this IServiceCollection services) =>
        services
            .AddSingleton<QuotaLedger>()
            .AddSingleton<QuotaUsage>()
            .AddSingleton<ActiveSessions>()
            .AddSingleton<WorkerSlots>();

    public static void MapQuota(this IEndpointRouteBuilder api) =>
        api.MapRpc(
            "kernels.KernelsApiService/GetAcceleratorQuotaStatistics",
            WireJson.Default.EmptyRequest,
            WireJson.Default.QuotaResponse,
            (_, trace, services) => services.GetRequiredService<QuotaUsage>().Answer(trace.Caller)
        );
}
