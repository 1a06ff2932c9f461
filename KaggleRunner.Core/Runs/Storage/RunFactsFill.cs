using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>
/// Writes the facts of runs that have none: those saved before there were such tables. Asked at each start, for a process
/// may be killed between the migration and this.
/// </summary>
internal static class RunFactsFill
{
    public static async Task EnsureAsync(RunsDatabase database, CancellationToken cancellationToken)
    {
        var documents = await database
            .Database.SqlQuery<string>(
                $"""
                SELECT Document AS Value FROM Runs r
                WHERE Document <> '' AND NOT EXISTS (SELECT 1 FROM RunFacts f WHERE f.ProjectId = r.ProjectId AND f.Number = r.Number)
                """
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (documents.Count == 0)
        {
            return;
        }

        var transaction = await database.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var document in documents)
            {
                if (TryRead(document) is { } run)
                {
                    await RunFacts.WriteAsync(database.Database, run, cancellationToken).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static Run? TryRead(string document)
    {
        try
        {
            return RunJson.Read(document);
        }
        catch (JsonException)
        {
            // It cannot be listed; it can still be asked for by its number, and is told to be unreadable then.
            return null;
        }
    }
}
