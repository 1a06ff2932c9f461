using KaggleRunner.LocalKaggle.Limits;

namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>Stops the server when nobody has used it for a while, but never while a session runs.</summary>
internal sealed partial class IdleStop(
    LocalKaggleOptions options,
    Activity activity,
    ActiveSessions sessions,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<IdleStop> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Idle <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (sessions.AnyUnfinished)
            {
                activity.Touch();
            }
            else if (activity.Quiet >= options.Idle)
            {
                Log.Stopping(logger, options.Idle);
                lifetime.StopApplication();
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nobody has used the local Kaggle for {Idle}: it stops")]
        public static partial void Stopping(ILogger logger, TimeSpan idle);
    }
}
