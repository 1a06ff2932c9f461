using KaggleRunner.LocalKaggle.Kernels;

namespace KaggleRunner.LocalKaggle.Inputs;

internal static class InputServices
{
    public static IServiceCollection AddInputs(this IServiceCollection services) =>
        services
            .AddSingleton<SourceCatalog>()
            .AddSingleton<ISourceCatalog>(services => services.GetRequiredService<SourceCatalog>())
            .AddSingleton<SessionInputs>();
}
