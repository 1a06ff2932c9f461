using KaggleRunner.Core.Runs.Queries;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Finds the rows of a query: first the page by its narrow facts, then the documents of that page alone.</summary>
internal static class RunSearch
{
    public static Task<List<RunRow>> ListAsync(
        RunsDatabase database,
        RunQuery query,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var conditions = RunConditions.Of(query, now);
        var order = Order(query.Order);
        // Constants that were checked, and numbers: whatever a person wrote is a parameter.
        var sql = $"""
            SELECT r.* FROM (SELECT f.* FROM RunFacts f WHERE {conditions.Sql}
                             ORDER BY {order} LIMIT {query.Take} OFFSET {query.Skip}) f
            JOIN Runs r ON r.ProjectId = f.ProjectId AND r.Number = f.Number
            ORDER BY {order}
            """;
        return database.Runs.FromSqlRaw(sql, [.. conditions.Parameters]).AsNoTracking().ToListAsync(cancellationToken);
    }

    public static Task<int> CountAsync(
        RunsDatabase database,
        RunQuery query,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var conditions = RunConditions.Of(query, now);
        var sql = $"SELECT COUNT(*) AS Value FROM RunFacts f WHERE {conditions.Sql}";
        return database.Database.SqlQueryRaw<int>(sql, [.. conditions.Parameters]).SingleAsync(cancellationToken);
    }

    /// <summary>The values that the column has among the query's runs, the most frequent first.</summary>
    public static Task<List<RunValue>> ListValuesAsync(
        RunsDatabase database,
        RunField field,
        RunQuery query,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var conditions = RunConditions.Of(query, now);
        var (column, source) =
            field == RunField.Tag
                ? ("t.Tag", "RunFacts f JOIN RunTags t ON t.RunKey = f.Key")
                : ($"f.{Column(field)}", "RunFacts f");
        var sql = $"""
            SELECT COALESCE({column}, 'none') AS Value, COUNT(*) AS Count FROM {source}
            WHERE {conditions.Sql} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {query.Take}
            """;
        return database.Database.SqlQueryRaw<RunValue>(sql, [.. conditions.Parameters]).ToListAsync(cancellationToken);
    }

    private static string Order(RunOrder order)
    {
        var direction = order.Descending ? "DESC" : "ASC";
        var newest = "f.CreatedAt DESC, f.Number DESC";
        return order.Key switch
        {
            RunSortKey.Duration => $"f.Duration {direction} NULLS LAST, {newest}",
            RunSortKey.Target => $"f.Target COLLATE NOCASE {direction}, {newest}",
            RunSortKey.Number => $"f.Number {direction}, {newest}",
            _ => $"f.CreatedAt {direction}, f.Number {direction}",
        };
    }

    private static string Column(RunField field) =>
        field switch
        {
            RunField.Project => "ProjectId",
            RunField.Standing => "Standing",
            RunField.Branch => "Branch",
            RunField.Accelerator => "Accelerator",
            RunField.Kernel => "Kernel",
            _ => "Target",
        };
}
