using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs;

/// <summary>
/// Runs and projects of this home. It is also the queue between processes: a command saves a run here, and whichever
/// process holds the engine picks it up. Runs in the trash are seen by <see cref="History.Trash.RunTrash"/> alone.
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

    /// <summary>The runs that the query asks for, in its order.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Run>>(
            async database =>
                [
                    .. (
                        await RunSearch
                            .ListAsync(database, query, _time.GetUtcNow(), cancellationToken)
                            .ConfigureAwait(false)
                    ).Select(RunRows.ToRun),
                ],
            cancellationToken
        );

    /// <summary>The page that the query asks for, and how many runs its filter lets through.</summary>
    public async Task<RunListing> SearchAsync(RunQuery query, CancellationToken cancellationToken) =>
        new(
            await ListAsync(query, cancellationToken).ConfigureAwait(false),
            await CountAsync(query, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>How many runs the query's filter lets through.</summary>
    public Task<int> CountAsync(RunQuery query, CancellationToken cancellationToken) =>
        ReadAsync(
            database => RunSearch.CountAsync(database, query, _time.GetUtcNow(), cancellationToken),
            cancellationToken
        );

    /// <summary>The values that the query's runs have there, the most frequent first, at most as many as the query takes.</summary>
    public Task<IReadOnlyList<RunValue>> ListValuesAsync(
        RunField field,
        RunQuery query,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyList<RunValue>>(
            async database =>
                await RunSearch
                    .ListValuesAsync(database, field, query, _time.GetUtcNow(), cancellationToken)
                    .ConfigureAwait(false),
            cancellationToken
        );

    /// <summary>The run, or null when there is none of that number or it is in the trash.</summary>
    public Task<Run?> FindAsync(RunId id, CancellationToken cancellationToken) =>
        ReadAsync<Run?>(
            async database =>
                await database
                    .Runs.AsNoTracking()
                    .SingleOrDefaultAsync(
                        row => row.ProjectId == id.Project.Value && row.Number == id.Number && row.DeletedAt == null,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                    is { } row
                    ? RunRows.ToRun(row)
                    : null,
            cancellationToken
        );

    /// <summary>The highest run number that the project ever had; 0 when it had no run.</summary>
    public Task<int> LastNumberAsync(ProjectId project, CancellationToken cancellationToken) =>
        ReadAsync(
            async database =>
                await database
                    .Runs.Where(row => row.ProjectId == project.Value)
                    .MaxAsync(row => (int?)row.Number, cancellationToken)
                    .ConfigureAwait(false)
                ?? 0,
            cancellationToken
        );

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
    public Task<IReadOnlyList<Run>> ListVersionsAsync(
        KaggleAccountKind account,
        KernelRef kernel,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            database => RunLookups.ListVersionsAsync(database, kernel, RunJson.NameOf(account), cancellationToken),
            cancellationToken
        );

    /// <summary>The newest ended runs whose target begins with this path, newest first.</summary>
    internal Task<IReadOnlyList<Run>> ListEndedAsync(
        ProjectId project,
        string target,
        int most,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            database => RunLookups.ListEndedAsync(database, project, target, most, cancellationToken),
            cancellationToken
        );

    /// <summary>The runs of one matrix, in its order.</summary>
    public Task<IReadOnlyList<Run>> ListGroupAsync(
        ProjectId project,
        string group,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            database => RunLookups.ListGroupAsync(database, project, group, cancellationToken),
            cancellationToken
        );

    /// <summary>
    /// Saves a new run of a version that was started elsewhere; false when a run has the version, or is about to: it
    /// carries the nonce and still waits for Kaggle's answer to its push.
    /// </summary>
    public async Task<bool> TryAddAdoptedAsync(Run run, CancellationToken cancellationToken)
    {
        var document = RunJson.Write(run);
        var isAdded = await ChangeAsync(
                database => RunWrites.TryAddAdoptedAsync(database, run, document, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isAdded)
        {
            AtomicFile.WriteAllText(Path.Combine(run.Folder, "run.json"), document);
        }

        return isAdded;
    }

    /// <summary>Saves the run to the database and to its <c>run.json</c>.</summary>
    public async Task SaveAsync(Run run, CancellationToken cancellationToken)
    {
        var document = RunJson.Write(run);
        await ReadAsync(database => RunWrites.SaveAsync(database, run, document, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        AtomicFile.WriteAllText(Path.Combine(run.Folder, "run.json"), document);
        Saved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Notes that the user wants the run stopped; returns false when it is unknown or has ended.</summary>
    public Task<bool> RequestCancelAsync(RunId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            database => RunWrites.RequestCancelAsync(database, id, _time.GetUtcNow(), cancellationToken),
            cancellationToken
        );

    /// <summary>The projects that were opened, by name.</summary>
    public Task<IReadOnlyList<Project>> ListProjectsAsync(CancellationToken cancellationToken) =>
        ReadAsync(database => ProjectRows.ListAsync(database, cancellationToken), cancellationToken);

    /// <summary>Remembers an opened project; one that is known already is brought up to date.</summary>
    public Task AddProjectAsync(Project project, CancellationToken cancellationToken) =>
        ReadAsync(
            database => ProjectRows.AddAsync(database, project, _time.GetUtcNow(), cancellationToken),
            cancellationToken
        );

    /// <summary>The number of the newest change of any run.</summary>
    internal Task<long> LastChangeAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            async database =>
                await database.Runs.MaxAsync(row => (long?)row.Change, cancellationToken).ConfigureAwait(false) ?? 0,
            cancellationToken
        );

    /// <summary>
    /// The runs changed since the change of that number, those put into the trash among them, oldest change first, with the
    /// newest change's number.
    /// </summary>
    internal Task<(IReadOnlyList<Run> Runs, long Change)> ListChangedAsync(
        long since,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<(IReadOnlyList<Run>, long)>(
            async database =>
            {
                var rows = await database
                    .Runs.AsNoTracking()
                    .Where(row => row.Change > since && row.Document != "")
                    .OrderBy(row => row.Change)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                return ([.. rows.Select(RunRows.ToRun)], rows.Count == 0 ? since : rows[^1].Change);
            },
            cancellationToken
        );

    /// <summary>Works with the database and tells the feed of this process that something has changed.</summary>
    internal async Task<T> ChangeAsync<T>(Func<RunsDatabase, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await ReadAsync(work, cancellationToken).ConfigureAwait(false);
        Saved?.Invoke(this, EventArgs.Empty);
        return result;
    }

    internal async Task<T> ReadAsync<T>(Func<RunsDatabase, Task<T>> work, CancellationToken cancellationToken)
    {
        var database = await _databases.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            return await work(database).ConfigureAwait(false);
        }
    }
}
