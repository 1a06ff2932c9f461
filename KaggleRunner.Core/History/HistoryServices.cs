using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.History.Reindexing;
using KaggleRunner.Core.History.Statistics;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.History.Trash;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.History;

public static class HistoryServices
{
    /// <summary>Adds what keeps, finds, compares and deletes the runs of the past.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<RunAnnotator>();
        services.AddSingleton<RunTrash>();
        services.AddSingleton<TestRecorder>();
        services.AddSingleton<TestHistory>();
        services.AddSingleton<RunStatistics>();
        services.AddSingleton<OutputHashes>();
        services.AddSingleton<RunComparer>();
        services.AddSingleton<Reindexer>();
        return services;
    }
}
