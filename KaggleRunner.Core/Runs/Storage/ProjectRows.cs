using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>The projects that were opened on this machine.</summary>
internal static class ProjectRows
{
    public static async Task<IReadOnlyList<Project>> ListAsync(
        RunsDatabase database,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Projects.AsNoTracking()
            .OrderBy(row => row.Name)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(row => new Project(new ProjectId(row.Id), row.Name, row.Root))];
    }

    public static Task<int> AddAsync(
        RunsDatabase database,
        Project project,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO Projects (Id, Name, Root, OpenedAt)
            VALUES ({project.Id.Value}, {project.Name}, {project.Root}, {now.UtcTicks})
            ON CONFLICT (Id) DO UPDATE
            SET Name = excluded.Name, Root = excluded.Root, OpenedAt = excluded.OpenedAt
            """,
            cancellationToken
        );
}
