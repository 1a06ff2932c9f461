using KaggleRunner.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Runs that belong together; those in the trash are left out.</summary>
internal static class RunLookups
{
    public static Task<IReadOnlyList<Run>> ListVersionsAsync(
        RunsDatabase database,
        KernelRef kernel,
        string account,
        CancellationToken cancellationToken
    )
    {
        // Kaggle's names do not differ by case alone.
        var name = kernel.ToString();
        return ReadAsync(
            database
                .Runs.FromSql(
                    $"""
                    SELECT r.* FROM RunFacts f JOIN Runs r ON r.ProjectId = f.ProjectId AND r.Number = f.Number
                    WHERE NOT f.Deleted AND f.Account = {account} AND f.Kernel = {kernel.Slug} COLLATE NOCASE
                      AND json_extract(r.Document, '$.kernel') = {name} COLLATE NOCASE
                      AND json_extract(r.Document, '$.version') IS NOT NULL
                    """
                )
                .OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Number),
            cancellationToken
        );
    }

    public static Task<IReadOnlyList<Run>> ListEndedAsync(
        RunsDatabase database,
        ProjectId project,
        string target,
        int most,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            database
                .Runs.FromSql(
                    $"""
                    SELECT r.* FROM RunFacts f JOIN Runs r ON r.ProjectId = f.ProjectId AND r.Number = f.Number
                    WHERE NOT f.Deleted AND f.ProjectId = {project.Value} AND r.Ended
                      AND substr(f.Target || ' ', 1, length({target}) + 1) = {target} || ' '
                      AND json_extract(r.Document, '$.target.path') = {target}
                    """
                )
                .OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Number)
                .Take(most),
            cancellationToken
        );

    public static Task<IReadOnlyList<Run>> ListGroupAsync(
        RunsDatabase database,
        ProjectId project,
        string group,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            database
                .Runs.FromSql(
                    $"""
                    SELECT r.* FROM RunFacts f JOIN Runs r ON r.ProjectId = f.ProjectId AND r.Number = f.Number
                    WHERE NOT f.Deleted AND f.ProjectId = {project.Value} AND f.RunGroup = {group}
                    """
                )
                .OrderBy(row => row.Number),
            cancellationToken
        );

    private static async Task<IReadOnlyList<Run>> ReadAsync(
        IQueryable<RunRow> rows,
        CancellationToken cancellationToken
    ) => [.. (await rows.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false)).Select(RunRows.ToRun)];
}
