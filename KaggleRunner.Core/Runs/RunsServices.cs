using KaggleRunner.Core.Runs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs;

public static class RunsServices
{
    /// <summary>Adds the store and the feed; the engine is added by <see cref="AddEngine"/>.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<RunsDatabaseFactory>();
        services.AddSingleton(provider => new RunStore(
            provider.GetRequiredService<RunsDatabaseFactory>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new RunFeed(
            provider.GetRequiredService<RunStore>(),
            provider.GetRequiredService<RunsDatabaseFactory>(),
            provider.GetRequiredService<ILogger<RunFeed>>()
        ));
        services.AddHostedService(provider => provider.GetRequiredService<RunFeed>());
        services.AddSingleton<RunCancellation>();
        return services;
    }
}
