using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Web.Hosting;

/// <summary>
/// Stops the local Kaggle when the dashboard stops as it should; one that is killed leaves it running, as Kaggle would.
/// Added before the engine, and so stopped after it.
/// </summary>
internal sealed class LocalKaggleStop(LocalKaggleLauncher launcher) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => launcher.StopAsync(cancellationToken);
}
