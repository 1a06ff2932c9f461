namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>Throws away, now and then, what was never finished or never used.</summary>
internal sealed partial class BlobSweep(BlobStore blobs, TimeProvider time, ILogger<BlobSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                blobs.Sweep();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An abandoned upload could not be removed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
