using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.History.Reindexing;

/// <summary>
/// Makes the database say what the results folders hold: runs, notes, tests and what is in the trash. Folders are read and
/// never changed. Runs that the database knows as not ended are left alone: they are the engine's.
/// </summary>
public sealed class Reindexer(RunStore store, TestRecorder tests)
{
    /// <summary>Reads the results of one project. Doing it again changes nothing.</summary>
    public async Task<ReindexReport> ReindexAsync(
        Project project,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        await store.AddProjectAsync(project, cancellationToken).ConfigureAwait(false);
        var taken = new Dictionary<int, string>();
        var (added, known) = (0, 0);
        var skipped = new List<SkippedFolder>();
        foreach (var folder in RunFolders.In(project))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (run, refusal) = FolderRun.Read(project, folder);
            if (run is not null && !taken.TryAdd(run.Id.Number, folder.Path))
            {
                refusal = $"#{folder.Number} is the run in {taken[run.Id.Number]} already";
            }

            if (run is null || refusal is not null)
            {
                skipped.Add(new SkippedFolder(folder.Path, refusal ?? "it holds no run"));
                continue;
            }

            switch (await AddAsync(run, folder, cancellationToken).ConfigureAwait(false))
            {
                case Fate.Added:
                    added++;
                    break;
                case Fate.Known:
                    known++;
                    break;
                default:
                    skipped.Add(
                        new SkippedFolder(
                            folder.Path,
                            "the run has not ended, and this database does not know it: another home may run it"
                        )
                    );
                    break;
            }

            progress?.Report(added + known + skipped.Count);
        }

        return new ReindexReport(
            project,
            added,
            known,
            skipped,
            await MissingAsync(project, taken, cancellationToken).ConfigureAwait(false)
        );
    }

    private async Task<Fate> AddAsync(Run run, RunFolder folder, CancellationToken cancellationToken)
    {
        var notes = NotesFile.Read(folder.Path);
        var fate = await store
            .ChangeAsync(
                database =>
                    RunWrites.InTransactionAsync(
                        database,
                        () => WriteAsync(database, run, folder, notes, cancellationToken),
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        // The run of a folder in the trash is found there: the document keeps the place that it goes back to.
        if (run.HasEnded && fate != Fate.Foreign)
        {
            await tests.RecordAsync(run, FolderTests.Read(folder.Path), cancellationToken).ConfigureAwait(false);
        }

        return fate;
    }

    private static async Task<Fate> WriteAsync(
        RunsDatabase database,
        Run run,
        RunFolder folder,
        RunAnnotations notes,
        CancellationToken cancellationToken
    )
    {
        var (project, number) = (run.Id.Project.Value, run.Id.Number);
        var row = await database
            .Runs.AsNoTracking()
            .SingleOrDefaultAsync(r => r.ProjectId == project && r.Number == number, cancellationToken)
            .ConfigureAwait(false);
        if (row is null && !run.HasEnded)
        {
            return Fate.Foreign;
        }

        // The document of a run under way, and the verdict that a killed process could not bring to its folder, are newer.
        var isNew = row is null or { Document: "" };
        var isNewer = run.HasEnded && row is not { Ended: false } && row?.Document != RunJson.Write(run);
        var deletedAt = folder.DeletedAt?.UtcTicks;
        if (isNew || isNewer)
        {
            var document = RunJson.Write(run);
            await database
                .Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO Runs (ProjectId, Number, CreatedAt, Ended, Document, DeletedAt, Change)
                    VALUES ({project}, {number}, {run.CreatedAt.UtcTicks}, {run.HasEnded}, {document}, {deletedAt},
                            (SELECT COALESCE(MAX(Change), 0) + 1 FROM Runs))
                    ON CONFLICT (ProjectId, Number) DO UPDATE
                    SET CreatedAt = excluded.CreatedAt, Ended = excluded.Ended, Document = excluded.Document,
                        Change = excluded.Change
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
            await RunFacts.WriteAsync(database.Database, run, cancellationToken).ConfigureAwait(false);
        }

        await WritePlaceAsync(database, run.Id, row, deletedAt, cancellationToken).ConfigureAwait(false);
        if (notes != RunAnnotations.None || row?.Annotations is not null)
        {
            var text = NotesFile.Format(notes);
            await RunWrites.AnnotateAsync(database, run.Id, notes, text, cancellationToken).ConfigureAwait(false);
        }

        return isNew ? Fate.Added : Fate.Known;
    }

    /// <summary>Where the folder is says whether the run is in the trash, once it has ended.</summary>
    private static async Task WritePlaceAsync(
        RunsDatabase database,
        RunId id,
        RunRow? row,
        long? deletedAt,
        CancellationToken cancellationToken
    )
    {
        var (project, number) = (id.Project.Value, id.Number);
        if (row is { Ended: true } && row.DeletedAt is null != deletedAt is null)
        {
            await database
                .Database.ExecuteSqlAsync(
                    $"""
                    UPDATE Runs SET DeletedAt = {deletedAt}, Change = (SELECT MAX(Change) + 1 FROM Runs)
                    WHERE ProjectId = {project} AND Number = {number}
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        await RunWrites.TellDeletedAsync(database, id, cancellationToken).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<int>> MissingAsync(
        Project project,
        Dictionary<int, string> taken,
        CancellationToken cancellationToken
    ) =>
        store.ReadAsync<IReadOnlyList<int>>(
            async database =>
            {
                var numbers = await database
                    .Facts.Where(fact => fact.ProjectId == project.Id.Value && fact.EndedAt != null)
                    .Select(fact => fact.Number)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                return [.. numbers.Where(number => !taken.ContainsKey(number)).Order()];
            },
            cancellationToken
        );

    private enum Fate
    {
        Added,
        Known,

        /// <summary>Under way, but not here.</summary>
        Foreign,
    }
}
