using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Web.Hosting;

/// <summary>
/// Starts the local Kaggle while the dashboard starts, so that the first run finds it there, and stops it when the
/// dashboard stops as it should; one that is killed leaves it running, as Kaggle would. Added before the engine, and so
/// stopped after it.
/// </summary>
internal sealed partial class LocalKaggleLifetime(LocalKaggleLauncher launcher, ILogger<LocalKaggleLifetime> logger)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await launcher.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await launcher.EnsureAsync(stoppingToken);
        }
        catch (RunnerException e)
        {
            // The first run tries again, and tells its user.
            Log.NotStarted(logger, e.Sentence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
        public static partial void NotStarted(ILogger logger, string reason);
    }
}
