using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.History.Trash;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.History;

/// <summary>
/// Makes up, when an engine starts, for what an older version or a killed process left undone: results of tests that were
/// not recorded, folders that are not where the trash says, notes that the database has not heard of.
/// </summary>
internal sealed partial class HistoryCatchUp(
    Tests.TestRecorder tests,
    RunTrash trash,
    RunAnnotator annotator,
    ILogger<HistoryCatchUp> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first statement may migrate the database: the host's start must not wait for it.
        await Task.Yield();
        try
        {
            var moved = await trash.SettleAsync(stoppingToken).ConfigureAwait(false);
            var settled = await annotator.SettleAsync(stoppingToken).ConfigureAwait(false);
            var recorded = await tests.RecordMissedAsync(stoppingToken).ConfigureAwait(false);
            if (moved + settled + recorded > 0)
            {
                Log.CaughtUp(logger, recorded, moved, settled);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
        catch (Exception e) when (e is SqliteException or RunnerException or IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Recorded the tests of {Runs} earlier runs; moved {Folders} folders to where they belong; took over the notes of {Notes} runs"
        )]
        public static partial void CaughtUp(ILogger logger, int runs, int folders, int notes);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The history could not be brought up to date")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
