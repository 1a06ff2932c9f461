using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Kernels;
using KaggleRunner.Web.NewRun;
using KaggleRunner.Web.Palette;
using KaggleRunner.Web.Projects;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Hosting;

internal static class PagesServices
{
    /// <summary>Adds what the pages share within a browser tab, and opens the projects named at the start.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddScoped<Ticker>()
            .AddScoped<CurrentProject>()
            .AddSingleton<RunPlanner>()
            .AddSingleton<TargetMemories>()
            .AddSingleton<KernelDirectory>()
            .AddSingleton<RunRepetition>()
            .AddSingleton<FilterSuggestions>()
            .AddScoped<PageCommands>()
            .AddSingleton<KnownPlots>()
            .AddSingleton<RunFinder>()
            .AddSingleton<PlotFinder>()
            .AddSingleton<TargetFinder>()
            .AddSingleton<PaletteSearch>()
            .AddHostedService<ConfiguredProjects>();
}
