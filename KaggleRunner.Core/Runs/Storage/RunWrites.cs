using KaggleRunner.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>
/// What changes runs in the database. Each call is one transaction that takes the write lock at its begin, so that two
/// processes never give out the same change number.
/// </summary>
internal static class RunWrites
{
    private static readonly string Collect = nameof(RunStepKind.Collect);

    /// <summary>Writes the document, and what it is found by.</summary>
    public static Task<bool> SaveAsync(
        RunsDatabase database,
        Run run,
        string document,
        CancellationToken cancellationToken
    ) =>
        InTransactionAsync(
            database,
            async () =>
            {
                await database
                    .Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO Runs (ProjectId, Number, CreatedAt, Ended, Document, Change)
                        VALUES ({run.Id.Project.Value}, {run.Id.Number}, {run.CreatedAt.UtcTicks}, {run.HasEnded}, {document},
                                (SELECT COALESCE(MAX(Change), 0) + 1 FROM Runs))
                        ON CONFLICT (ProjectId, Number) DO UPDATE
                        SET Ended = excluded.Ended, Document = excluded.Document, Change = excluded.Change
                        """,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await RunFacts.WriteAsync(database.Database, run, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Writes a new run unless another one has its version, or is about to; tells whether it did.</summary>
    public static Task<bool> TryAddAdoptedAsync(
        RunsDatabase database,
        Run run,
        string document,
        CancellationToken cancellationToken
    )
    {
        var (kind, kernel) = (RunJson.NameOf(run.Account), run.Kernel?.ToString());
        return InTransactionAsync(
            database,
            async () =>
            {
                // One statement, so that of two processes one alone adopts the version.
                var added = await database
                    .Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO Runs (ProjectId, Number, CreatedAt, Ended, Document, Change)
                        SELECT {run.Id.Project.Value}, {run.Id.Number}, {run.CreatedAt.UtcTicks}, {run.HasEnded}, {document},
                               (SELECT COALESCE(MAX(Change), 0) + 1 FROM Runs)
                        WHERE NOT EXISTS (
                            SELECT 1 FROM Runs
                            WHERE DeletedAt IS NULL AND json_extract(Document, '$.account') = {kind}
                              AND ((json_extract(Document, '$.kernel') = {kernel} COLLATE NOCASE
                                    AND json_extract(Document, '$.version') = {run.Version})
                                   OR (json_extract(Document, '$.nonce') = {run.Nonce}
                                       AND json_extract(Document, '$.version') IS NULL AND NOT Ended)))
                        """,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (added > 0)
                {
                    await RunFacts.WriteAsync(database.Database, run, cancellationToken).ConfigureAwait(false);
                }

                return added > 0;
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Notes the wish to cancel; tells whether there was a run that had not ended. A second one counts while outputs are
    /// fetched: the first was about the session.
    /// </summary>
    public static async Task<bool> RequestCancelAsync(
        RunsDatabase database,
        RunId id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await database
            .Database.ExecuteSqlAsync(
                $"""
                UPDATE Runs SET CancelRequestedAt =
                                    CASE WHEN CancelRequestedAt IS NULL
                                              OR json_extract(Document, '$.steps[#-1].kind') = {Collect}
                                         THEN {now.UtcTicks} ELSE CancelRequestedAt END,
                                Change = (SELECT MAX(Change) + 1 FROM Runs)
                WHERE ProjectId = {id.Project.Value} AND Number = {id.Number} AND NOT Ended
                """,
                cancellationToken
            )
            .ConfigureAwait(false) > 0;

    /// <summary>Notes what a reader wrote.</summary>
    public static async Task AnnotateAsync(
        RunsDatabase database,
        RunId id,
        RunAnnotations annotations,
        string document,
        CancellationToken cancellationToken
    )
    {
        await database
            .Database.ExecuteSqlAsync(
                $"""
                UPDATE Runs SET Annotations = {document}, Change = (SELECT MAX(Change) + 1 FROM Runs)
                WHERE ProjectId = {id.Project.Value} AND Number = {id.Number} AND Annotations IS NOT {document}
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        await RunFacts.WriteAsync(database.Database, id, annotations, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts an ended run into the trash, or takes it out; tells whether that changed anything.</summary>
    public static Task<bool> MarkDeletedAsync(
        RunsDatabase database,
        RunId id,
        DateTimeOffset? at,
        CancellationToken cancellationToken
    )
    {
        var (project, number, ticks) = (id.Project.Value, id.Number, at?.UtcTicks);
        return InTransactionAsync(
            database,
            async () =>
            {
                var changed = await database
                    .Database.ExecuteSqlAsync(
                        $"""
                        UPDATE Runs SET DeletedAt = {ticks}, Change = (SELECT MAX(Change) + 1 FROM Runs)
                        WHERE ProjectId = {project} AND Number = {number} AND Ended AND Document <> ''
                          AND (DeletedAt IS NULL) = ({ticks} IS NOT NULL)
                        """,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await TellDeletedAsync(database, id, cancellationToken).ConfigureAwait(false);
                return changed > 0;
            },
            cancellationToken
        );
    }

    /// <summary>Brings what lists look at to whether the run is in the trash.</summary>
    public static Task TellDeletedAsync(RunsDatabase database, RunId id, CancellationToken cancellationToken)
    {
        var (project, number) = (id.Project.Value, id.Number);
        return database.Database.ExecuteSqlAsync(
            $"""
            UPDATE RunFacts SET Deleted =
                (SELECT DeletedAt IS NOT NULL FROM Runs WHERE ProjectId = {project} AND Number = {number})
            WHERE ProjectId = {project} AND Number = {number}
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// Forgets a run that is in the trash. An empty row stays: neither its number nor its change is ever given again.
    /// </summary>
    public static Task<bool> ForgetAsync(RunsDatabase database, RunId id, CancellationToken cancellationToken)
    {
        var (project, number) = (id.Project.Value, id.Number);
        return InTransactionAsync(
            database,
            async () =>
            {
                await database
                    .Database.ExecuteSqlAsync(
                        $"""
                        CREATE TEMP TABLE IF NOT EXISTS Forgotten (Key INTEGER);
                        DELETE FROM Forgotten;
                        INSERT INTO Forgotten
                        SELECT Key FROM RunFacts WHERE ProjectId = {project} AND Number = {number} AND Deleted;
                        DELETE FROM RunTags WHERE RunKey IN Forgotten;
                        DELETE FROM TestResults WHERE RunKey IN Forgotten;
                        DELETE FROM RunTexts WHERE rowid IN Forgotten;
                        DELETE FROM RunFacts WHERE Key IN Forgotten;
                        UPDATE Runs SET Document = '', Annotations = NULL
                        WHERE ProjectId = {project} AND Number = {number} AND DeletedAt IS NOT NULL;
                        """,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    public static async Task<T> InTransactionAsync<T>(
        RunsDatabase database,
        Func<Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        var transaction = await database.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var result = await work().ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }
}
