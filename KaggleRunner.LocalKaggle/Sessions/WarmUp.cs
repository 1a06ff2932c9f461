using KaggleRunner.LocalKaggle.Isolation;
using KaggleRunner.LocalKaggle.Pythons;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Chooses the Python and the way to isolate before the first session asks, so that it starts at once.</summary>
internal sealed partial class WarmUp(PythonChoice pythons, SandboxChoice sandboxes, ILogger<WarmUp> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var python = await pythons.WaitAsync(stoppingToken);
            await sandboxes.ChooseAsync(python, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Kernels cannot run yet: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
