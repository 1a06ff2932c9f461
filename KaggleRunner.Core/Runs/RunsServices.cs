using KaggleRunner.Core.Common;
using KaggleRunner.Core.History;
using KaggleRunner.Core.Runs.Cost;
using KaggleRunner.Core.Runs.Engine;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Core.Runs.Pipeline;
using KaggleRunner.Core.Runs.Progress;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs;

public static class RunsServices
{
    /// <summary>Adds the store, the feed and what launches and cancels runs; the engine is added by <see cref="AddEngine"/>.</summary>
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
        services.AddSingleton<RunReservation>();
        services.AddSingleton<LaunchPlanner>();
        services.AddSingleton<CostEstimator>();
        services.AddSingleton<RunLauncher>();
        services.AddSingleton<RunRepeater>();
        services.AddSingleton<RunAdoption>();
        services.AddSingleton<RunCancellation>();
        services.AddSingleton<RunHistory>();
        services.AddSingleton<OutputFetcher>();
        services.AddSingleton<KernelRemoval>();
        services.AddSingleton<RunObservations>();
        return services;
    }

    /// <summary>Adds the engine: this process runs the home's runs, or waits to as long as another process does.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<SyncStep>();
        services.AddSingleton<GenerateStep>();
        services.AddSingleton<SessionQueues>();
        services.AddSingleton<SourceStep>();
        services.AddSingleton<PushStep>();
        services.AddSingleton<MonitorStep>();
        services.AddSingleton<CollectStep>();
        services.AddSingleton<RunPipeline>();
        services.AddSingleton<RunWorker>();
        services.AddHostedService<HistoryCatchUp>();
        services.AddHostedService(provider => new RunEngine(
            provider.GetRequiredService<RunnerHome>(),
            provider.GetRequiredService<RunStore>(),
            provider.GetRequiredService<RunFeed>(),
            provider.GetRequiredService<RunWorker>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunEngine>>()
        ));
        return services;
    }

    /// <summary>Adds what fetches outputs later, in the background of this process, and goes on with that of an earlier one.</summary>
    public static IServiceCollection AddFetches(this IServiceCollection services)
    {
        services.AddSingleton<OutputFetches>();
        services.AddHostedService(provider => provider.GetRequiredService<OutputFetches>());
        return services;
    }
}
