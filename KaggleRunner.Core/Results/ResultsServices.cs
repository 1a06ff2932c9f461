using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KaggleRunner.Core.Results;

public static class ResultsServices
{
    /// <summary>Collecting outputs, and listing what was collected.</summary>
    public static IServiceCollection AddResults(this IServiceCollection services)
    {
        services.TryAddSingleton<OutputCollector>();
        services.TryAddSingleton<OutputStore>();
        return services;
    }
}
