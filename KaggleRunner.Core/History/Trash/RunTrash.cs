using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.History.Trash;

/// <summary>
/// Deletes runs: into a trash first, from where they come back as they were, and for good when the user empties it.
/// Nothing else in the product deletes results. The database says what was wished for, and the folder follows; a process
/// killed between the two is made up for by <see cref="SettleAsync"/>.
/// </summary>
public sealed class RunTrash(RunStore store, TimeProvider time)
{
    /// <summary>Puts the run into the trash.</summary>
    /// <exception cref="RunnerException">There is no such run, it has not ended, or its folder cannot be moved.</exception>
    public async Task DeleteAsync(RunId id, CancellationToken cancellationToken)
    {
        var run =
            await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new RunnerException(
                $"There is no run #{Number(id)}.",
                "kaggle-runner list shows the runs there are."
            );
        if (!run.HasEnded)
        {
            throw new RunnerException(
                $"Run #{Number(id)} has not ended: it is not deleted.",
                "Stop it first, with the page's button or with kaggle-runner cancel."
            );
        }

        var place = TrashPlace.Of(run.ProjectRoot, run.Folder, id.Number);
        TrashMoves.KeepNumber(place);
        if (!await MarkAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            TrashMoves.ToTrash(place, time.GetUtcNow());
        }
        catch (RunnerException)
        {
            await MarkAsync(id, null, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The runs in the trash, of all projects or of one, those deleted last first.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(ProjectId? project, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<Run>>(
            async database =>
            {
                var rows = database.Runs.AsNoTracking().Where(row => row.DeletedAt != null && row.Document != "");
                if (project is { } id)
                {
                    rows = rows.Where(row => row.ProjectId == id.Value);
                }

                var found = await rows.OrderByDescending(row => row.DeletedAt)
                    .ThenByDescending(row => row.Number)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                return [.. found.Select(RunRows.ToRun)];
            },
            cancellationToken
        );

    /// <summary>Takes the run out of the trash, with its number and all that it had.</summary>
    /// <exception cref="RunnerException">It is not in the trash, or its folder cannot be moved.</exception>
    public async Task<Run> RestoreAsync(RunId id, CancellationToken cancellationToken)
    {
        var place = PlaceOf(await FindAsync(id, cancellationToken).ConfigureAwait(false));
        await MarkAsync(id, null, cancellationToken).ConfigureAwait(false);
        try
        {
            TrashMoves.FromTrash(place);
        }
        catch (RunnerException)
        {
            await MarkAsync(id, time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return (await store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Deletes the run in the trash for good. Its number is never given again.</summary>
    /// <exception cref="RunnerException">It is not in the trash, or its folder cannot be deleted.</exception>
    public async Task EmptyAsync(RunId id, CancellationToken cancellationToken)
    {
        var place = PlaceOf(await FindAsync(id, cancellationToken).ConfigureAwait(false));
        TrashMoves.KeepNumber(place);
        // Out of the trash in one step, so that half a run is never taken for a whole one.
        TrashMoves.ToLeaving(place);
        await store
            .ChangeAsync(database => RunWrites.ForgetAsync(database, id, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        TrashMoves.DeleteLeaving(place.Results);
    }

    /// <summary>Finishes what a killed process has begun: folders go where the database says that they are.</summary>
    /// <returns>How many folders were moved.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var run in await ListAsync(project: null, cancellationToken).ConfigureAwait(false))
        {
            moved += TrySettle(run) ? 1 : 0;
        }

        foreach (var project in await store.ListProjectsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var place in TrashMoves.FindTrashed(project.Root))
            {
                var id = new RunId(project.Id, place.Number);
                var run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
                moved += run is not null && run.Folder == place.Live && TryReturn(place) ? 1 : 0;
            }
        }

        return moved;
    }

    private static bool TrySettle(Run run)
    {
        try
        {
            var place = PlaceOf(run);
            if (Directory.Exists(place.Live) && !Directory.Exists(place.Trashed))
            {
                TrashMoves.KeepNumber(place);
                TrashMoves.ToTrash(place, run.DeletedAt!.Value);
                return true;
            }
        }
        catch (RunnerException)
        {
            // Still in its place, and still told to be in the trash: the next look tries again.
        }

        return false;
    }

    private static bool TryReturn(TrashPlace place)
    {
        try
        {
            if (!Directory.Exists(place.Live))
            {
                TrashMoves.FromTrash(place);
                return true;
            }
        }
        catch (RunnerException)
        {
            // As above.
        }

        return false;
    }

    private async Task<Run> FindAsync(RunId id, CancellationToken cancellationToken) =>
        (await ListAsync(id.Project, cancellationToken).ConfigureAwait(false)).FirstOrDefault(run => run.Id == id)
        ?? throw new RunnerException(
            $"There is no run #{Number(id)} in the trash.",
            "kaggle-runner trash list shows what is in it."
        );

    /// <summary>The folder of a run in the trash is told as it is there: <c>results/.trash/kernel/number</c>.</summary>
    private static TrashPlace PlaceOf(Run run)
    {
        var kernel = Path.GetDirectoryName(run.Folder)!;
        var results = Path.GetDirectoryName(Path.GetDirectoryName(kernel)!)!;
        var live = Path.Combine(results, Path.GetFileName(kernel), Path.GetFileName(run.Folder));
        return TrashPlace.Of(run.ProjectRoot, live, run.Id.Number);
    }

    private Task<bool> MarkAsync(RunId id, DateTimeOffset? at, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            database => RunWrites.MarkDeletedAsync(database, id, at, cancellationToken),
            cancellationToken
        );

    private static string Number(RunId id) => id.Number.ToString(CultureInfo.InvariantCulture);
}
