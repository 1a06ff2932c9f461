using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.Generation;

/// <summary>Registers script generation.</summary>
public static class GenerationServices
{
    public static IServiceCollection AddGeneration(this IServiceCollection services) =>
        services.AddSingleton<ScriptGenerator>().AddSingleton<SourceCarrier>().AddSingleton<PushComposer>();
}
