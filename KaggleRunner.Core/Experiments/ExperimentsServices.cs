using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.Experiments;

public static class ExperimentsServices
{
    /// <summary>Adds what finds and resolves settings.</summary>
    public static IServiceCollection AddExperiments(this IServiceCollection services) =>
        services.AddSingleton<ConfigLocator>().AddSingleton<ConfigTexts>().AddSingleton<SettingsResolver>();
}
