using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Hosting;

namespace KaggleRunner.Web.Projects;

/// <summary>Opens the repositories that the dashboard was started with, before its pages answer.</summary>
internal sealed class ConfiguredProjects(DashboardOptions options, ProjectLocator locator, RunStore store)
    : IHostedService
{
    /// <exception cref="RunnerException">A folder named is in no repository: the dashboard does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var path in options.Projects)
        {
            await store.AddProjectAsync(await locator.OpenAsync(path, cancellationToken), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
