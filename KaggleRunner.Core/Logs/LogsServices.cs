using KaggleRunner.Core.Logs.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KaggleRunner.Core.Logs;

public static class LogsServices
{
    /// <summary>The feed of log changes; ingest and readers are opened a run.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.TryAddSingleton<LogFeed>();
        services.TryAddSingleton<LiveMetrics>();
        return services;
    }
}
