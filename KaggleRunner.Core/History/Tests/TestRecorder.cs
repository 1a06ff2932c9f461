using System.IO.Hashing;
using System.Runtime.InteropServices;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KaggleRunner.Core.History.Tests;

/// <summary>Writes the results of a run's tests to the tables of tests: once, at its end, or later when that was missed.</summary>
public sealed class TestRecorder(RunStore store)
{
    /// <summary>Reads the run's folder and writes what its tests did. Doing it again changes nothing.</summary>
    public Task RecordAsync(Run run, CancellationToken cancellationToken) =>
        RecordAsync(run, FolderTests.Read(run.Folder), cancellationToken);

    /// <summary>Catches up on ended runs that were missed: saved by an older version, or killed in between.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RecordMissedAsync(CancellationToken cancellationToken)
    {
        var missed = await store
            .ReadAsync(
                database =>
                    database
                        .Facts.AsNoTracking()
                        .Where(fact => !fact.TestsRead && !fact.Deleted && fact.EndedAt != null)
                        .Select(fact => new { fact.ProjectId, fact.Number })
                        .ToListAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var fact in missed)
        {
            var id = new RunId(new ProjectId(fact.ProjectId), fact.Number);
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } run)
            {
                await RecordAsync(run, cancellationToken).ConfigureAwait(false);
            }
        }

        return missed.Count;
    }

    internal async Task RecordAsync(Run run, IReadOnlyList<FolderTest> tests, CancellationToken cancellationToken)
    {
        await store
            .ReadAsync(
                database =>
                    RunWrites.InTransactionAsync(
                        database,
                        async () =>
                        {
                            var transaction = database.Database.CurrentTransaction!.GetDbTransaction();
                            await WriteAsync((SqliteTransaction)transaction, run, tests, cancellationToken)
                                .ConfigureAwait(false);
                            return true;
                        },
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task WriteAsync(
        SqliteTransaction transaction,
        Run run,
        IReadOnlyList<FolderTest> tests,
        CancellationToken cancellationToken
    )
    {
        using var sql = new TestStatements(transaction, run.Id.Project.Value);
        if (await sql.FindRunAsync(run.Id.Number, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            return;
        }

        await sql.ClearAsync(key, cancellationToken).ConfigureAwait(false);
        foreach (var test in tests)
        {
            var message = test.Message is { } text ? HashOf(text) : (long?)null;
            if (message is { } hash)
            {
                await sql.AddMessageAsync(hash, test.Message!, cancellationToken).ConfigureAwait(false);
            }

            var testKey = await sql.KeyOfAsync(test.Id, cancellationToken).ConfigureAwait(false);
            await sql.AddResultAsync(
                    new TestResultRow(
                        testKey,
                        run.CreatedAt.UtcTicks,
                        key,
                        (int)test.Outcome,
                        (long)Math.Round(test.Seconds * 1000),
                        message
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static long HashOf(string text) =>
        unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan())));
}
