using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs;

/// <summary>Which runs to list; newest first.</summary>
public sealed record RunQuery
{
    /// <summary>Null: of all projects.</summary>
    public ProjectId? Project { get; init; }
    public bool UnendedOnly { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 1000;
}

/// <summary>
/// Runs and projects of this home. It is also the queue between processes: a command saves a run here, and whichever
/// process holds the engine picks it up.
/// </summary>
public sealed class RunStore
{
    private readonly RunsDatabaseFactory _databases;
    private readonly TimeProvider _time;

    internal RunStore(RunsDatabaseFactory databases, TimeProvider time)
    {
        this._databases = databases;
        this._time = time;
    }

    /// <summary>Raised after a save by this process; other processes are noticed through the database.</summary>
    internal event EventHandler? Saved;

    /// <summary>The runs that the query asks for, newest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            IQueryable<RunRow> rows = database.Runs.AsNoTracking();
            if (query.Project is { } project)
            {
                rows = rows.Where(row => row.ProjectId == project.Value);
            }

            if (query.UnendedOnly)
            {
                rows = rows.Where(row => !row.Ended);
            }

            var page = rows.OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Number)
                .Skip(query.Skip)
                .Take(query.Take);
            return [.. (await page.ToListAsync(cancellationToken).ConfigureAwait(false)).Select(ToRun)];
        }
    }

    /// <summary>The run, or null when there is none of that number.</summary>
    public async Task<Run?> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var row = await database
                .Runs.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.ProjectId == id.Project.Value && row.Number == id.Number,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return row is null ? null : ToRun(row);
        }
    }

    /// <summary>The highest run number of the project; 0 when it has no run.</summary>
    public async Task<int> LastNumberAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            return await database
                    .Runs.Where(row => row.ProjectId == project.Value)
                    .MaxAsync(row => (int?)row.Number, cancellationToken)
                    .ConfigureAwait(false)
                ?? 0;
        }
    }

    /// <summary>The run that has this version; null when it was started elsewhere and not adopted.</summary>
    public async Task<Run?> FindVersionAsync(
        KaggleAccountKind account,
        KernelRef kernel,
        int version,
        CancellationToken cancellationToken
    ) =>
        (await ListVersionsAsync(account, kernel, cancellationToken).ConfigureAwait(false)).FirstOrDefault(run =>
            run.Version == version
        );

    /// <summary>The runs, of all projects, that are versions of this kernel; newest first.</summary>
    public async Task<IReadOnlyList<Run>> ListVersionsAsync(
        KaggleAccountKind account,
        KernelRef kernel,
        CancellationToken cancellationToken
    )
    {
        var (kind, name) = (RunJson.NameOf(account), kernel.ToString());
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            // Kaggle's names do not differ by case alone.
            var rows = await database
                .Runs.FromSql(
                    $"""
                    SELECT * FROM Runs
                    WHERE json_extract(Document, '$.kernel') = {name} COLLATE NOCASE
                      AND json_extract(Document, '$.account') = {kind}
                      AND json_extract(Document, '$.version') IS NOT NULL
                    """
                )
                .AsNoTracking()
                .OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Number)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(ToRun)];
        }
    }

    /// <summary>The newest ended runs whose target begins with this path, newest first.</summary>
    internal async Task<IReadOnlyList<Run>> ListEndedAsync(
        ProjectId project,
        string target,
        int most,
        CancellationToken cancellationToken
    )
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var rows = await database
                .Runs.FromSql(
                    $"""
                    SELECT * FROM Runs
                    WHERE ProjectId = {project.Value} AND Ended AND json_extract(Document, '$.target.path') = {target}
                    """
                )
                .AsNoTracking()
                .OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Number)
                .Take(most)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(ToRun)];
        }
    }

    /// <summary>The runs of one matrix, in its order.</summary>
    public async Task<IReadOnlyList<Run>> ListGroupAsync(
        ProjectId project,
        string group,
        CancellationToken cancellationToken
    )
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var rows = await database
                .Runs.FromSql(
                    $"SELECT * FROM Runs WHERE ProjectId = {project.Value} AND json_extract(Document, '$.group') = {group}"
                )
                .AsNoTracking()
                .OrderBy(row => row.Number)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(ToRun)];
        }
    }

    /// <summary>
    /// Saves a new run of a version that was started elsewhere; false when a run has the version, or is about to: it
    /// carries the nonce and still waits for Kaggle's answer to its push.
    /// </summary>
    public async Task<bool> TryAddAdoptedAsync(Run run, CancellationToken cancellationToken)
    {
        var document = RunJson.Write(run);
        var (kind, kernel) = (RunJson.NameOf(run.Account), run.Kernel?.ToString());
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
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
                        WHERE json_extract(Document, '$.account') = {kind}
                          AND ((json_extract(Document, '$.kernel') = {kernel} COLLATE NOCASE
                                AND json_extract(Document, '$.version') = {run.Version})
                               OR (json_extract(Document, '$.nonce') = {run.Nonce}
                                   AND json_extract(Document, '$.version') IS NULL AND NOT Ended)))
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (added == 0)
            {
                return false;
            }
        }

        AtomicFile.WriteAllText(Path.Combine(run.Folder, "run.json"), document);
        Saved?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Saves the run to the database and to its <c>run.json</c>.</summary>
    public async Task SaveAsync(Run run, CancellationToken cancellationToken)
    {
        var document = RunJson.Write(run);
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            // One statement, so that two processes never give out the same change number.
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
        }

        AtomicFile.WriteAllText(Path.Combine(run.Folder, "run.json"), document);
        Saved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Notes that the user wants the run stopped; returns false when it is unknown or has ended.</summary>
    public async Task<bool> RequestCancelAsync(RunId id, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var now = _time.GetUtcNow().UtcTicks;
            var changed = await database
                .Database.ExecuteSqlAsync(
                    $"""
                    UPDATE Runs SET CancelRequestedAt = COALESCE(CancelRequestedAt, {now}),
                                    Change = (SELECT MAX(Change) + 1 FROM Runs)
                    WHERE ProjectId = {id.Project.Value} AND Number = {id.Number} AND NOT Ended
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
            Saved?.Invoke(this, EventArgs.Empty);
            return changed > 0;
        }
    }

    /// <summary>The projects that were opened, by name.</summary>
    public async Task<IReadOnlyList<Project>> ListProjectsAsync(CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var rows = await database
                .Projects.AsNoTracking()
                .OrderBy(row => row.Name)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(row => new Project(new ProjectId(row.Id), row.Name, row.Root))];
        }
    }

    /// <summary>Remembers an opened project; one that is known already is brought up to date.</summary>
    public async Task AddProjectAsync(Project project, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var now = _time.GetUtcNow().UtcTicks;
            await database
                .Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO Projects (Id, Name, Root, OpenedAt)
                    VALUES ({project.Id.Value}, {project.Name}, {project.Root}, {now})
                    ON CONFLICT (Id) DO UPDATE
                    SET Name = excluded.Name, Root = excluded.Root, OpenedAt = excluded.OpenedAt
                    """,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>The number of the newest change of any run.</summary>
    internal async Task<long> LastChangeAsync(CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            return await database.Runs.MaxAsync(row => (long?)row.Change, cancellationToken).ConfigureAwait(false) ?? 0;
        }
    }

    /// <summary>The runs changed since the change of that number, oldest change first, with the newest change's number.</summary>
    internal async Task<(IReadOnlyList<Run> Runs, long Change)> ListChangedAsync(
        long since,
        CancellationToken cancellationToken
    )
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var rows = await database
                .Runs.AsNoTracking()
                .Where(row => row.Change > since)
                .OrderBy(row => row.Change)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return ([.. rows.Select(ToRun)], rows.Count == 0 ? since : rows[^1].Change);
        }
    }

    private static Run ToRun(RunRow row)
    {
        try
        {
            var run = RunJson.Read(row.Document);
            return row.CancelRequestedAt is { } ticks
                ? run with
                {
                    CancelRequestedAt = new DateTimeOffset(ticks, TimeSpan.Zero),
                }
                : run;
        }
        catch (JsonException e)
        {
            throw new RunnerException(
                $"Run {row.ProjectId}/{row.Number} cannot be read from the database: {e.Message}",
                "It may have been written by a newer Kaggle Runner: update this one.",
                e
            );
        }
    }
}
