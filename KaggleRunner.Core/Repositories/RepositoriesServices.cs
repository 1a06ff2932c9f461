using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.Repositories;

public static class RepositoriesServices
{
    /// <summary>Adds what reads and syncs projects; needs <see cref="TimeProvider"/> and logging.</summary>
    public static IServiceCollection AddRepositories(this IServiceCollection services) =>
        services
            .AddSingleton<GitProgram>()
            .AddSingleton<ProjectLocator>()
            .AddSingleton<RepositoryTree>()
            .AddSingleton<TargetResolver>()
            .AddSingleton<WorkingTree>()
            .AddSingleton<Reach.CloneProbe>()
            .AddSingleton<GitSync>()
            .AddSingleton<SyncPreviewer>()
            .AddSingleton<Changes.ChangeReader>()
            .AddSingleton<Changes.CommitComparer>()
            .AddSingleton<SourcePack>()
            .AddSingleton<ResultsExclusion>();
}
