using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.History.Tests;

/// <summary>The statements that read the tables of tests for one query.</summary>
internal sealed class TestRows(RunsDatabase database, RunQuery query, DateTimeOffset now)
{
    private const string Point = """
        f.ProjectId, f.Number, r.RunAt, f.Target, f.Sha, f.Branch, r.Outcome, r.Milliseconds,
        (SELECT m.Text FROM TestMessages m WHERE m.Hash = r.MessageHash) AS Message
        """;

    private const string Good = "(0, 5)";
    private const string Bad = "(1, 2)";
    private readonly RunConditions _conditions = RunConditions.Of(query, now);

    public async Task<IReadOnlyList<TestPoint>> ListPointsAsync(string nodeId, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {Point} FROM Tests t
            JOIN TestResults r ON r.TestKey = t.Key
            JOIN RunFacts f ON f.Key = r.RunKey
            WHERE t.ProjectId = $project AND t.NodeId = $id AND {_conditions.Sql}
            ORDER BY r.RunAt DESC LIMIT {query.Take} OFFSET {query.Skip}
            """;
        var rows = await ReadAsync<PointRow>(
                sql,
                cancellationToken,
                new("$project", query.Project?.Value ?? ""),
                new("$id", nodeId)
            )
            .ConfigureAwait(false);
        return [.. rows.Select(row => row.ToPoint())];
    }

    public async Task<IReadOnlyList<FoundTest>> SearchAsync(string text, CancellationToken cancellationToken)
    {
        var scope = query.Project is null ? "1" : "t.ProjectId = $project";
        // The newest result of each is at the end of its part of the table; the count stays inside of the same part.
        var sql = $"""
            SELECT t.NodeId, {Point},
                   (SELECT COUNT(*) FROM TestResults c WHERE c.TestKey = t.Key) AS Runs
            FROM Tests t
            JOIN TestResults r ON r.TestKey = t.Key
            JOIN RunFacts f ON f.Key = r.RunKey
            WHERE t.Key IN (SELECT t.Key FROM Tests t WHERE {scope} AND t.NodeId LIKE $text ESCAPE '\'
                            ORDER BY t.NodeId LIMIT {query.Take} OFFSET {query.Skip})
              AND (r.RunAt, r.RunKey) = (
                  SELECT r.RunAt, r.RunKey FROM TestResults r JOIN RunFacts f ON f.Key = r.RunKey
                  WHERE r.TestKey = t.Key AND {_conditions.Sql} ORDER BY r.RunAt DESC LIMIT 1)
            ORDER BY t.NodeId
            """;
        var rows = await ReadAsync<FoundRow>(
                sql,
                cancellationToken,
                new("$project", query.Project?.Value ?? ""),
                new("$text", LikePattern.Holding(text))
            )
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new FoundTest(new ProjectId(row.ProjectId), row.NodeId, row.Runs, row.ToPoint())),
        ];
    }

    public async Task<TestWindow> ReadWindowAsync(int window, CancellationToken cancellationToken)
    {
        var runs = await ReadAsync<WindowRun>(
                $"""
                SELECT f.Key, f.Sha FROM RunFacts f
                WHERE {_conditions.Sql} AND f.TestsRead AND EXISTS (SELECT 1 FROM TestResults r WHERE r.RunKey = f.Key)
                ORDER BY f.CreatedAt DESC, f.Number DESC LIMIT {window}
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        runs.Reverse();
        var results = await ReadAsync<ResultRow>(
                $"""
                SELECT TestKey, RunKey, Outcome, Milliseconds FROM TestResults
                WHERE RunKey IN ({string.Join(", ", runs.Select(run => run.Key))})
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new TestWindow(
            runs,
            results.Select(row => new WindowResult(row.TestKey, row.RunKey, (TestOutcome)row.Outcome, row.Milliseconds))
        );
    }

    public async Task<Dictionary<long, (ProjectId Project, string Id)>> NamesAsync(
        IEnumerable<long> tests,
        CancellationToken cancellationToken
    )
    {
        var rows = await ReadAsync<NameRow>(
                $"SELECT Key, ProjectId, NodeId FROM Tests WHERE Key IN ({string.Join(", ", tests)})",
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.ToDictionary(row => row.Key, row => (new ProjectId(row.ProjectId), row.NodeId));
    }

    /// <summary>The newest bad result of a test, the first one of its row of failures, and the last good one before.</summary>
    public async Task<(TestPoint Last, TestPoint Since, TestPoint? Good)> FindSinceAsync(
        long test,
        CancellationToken cancellationToken
    )
    {
        var last = (await OneAsync(test, $"r.Outcome IN {Bad}", "DESC", 0, cancellationToken).ConfigureAwait(false))!;
        var good = await OneAsync(test, $"r.Outcome IN {Good} AND r.RunAt < $at", "DESC", last.RunAt, cancellationToken)
            .ConfigureAwait(false);
        var since = await OneAsync(
                test,
                $"r.Outcome IN {Bad} AND r.RunAt > $at",
                "ASC",
                good?.RunAt ?? -1,
                cancellationToken
            )
            .ConfigureAwait(false);
        return (last.ToPoint(), (since ?? last).ToPoint(), good?.ToPoint());
    }

    private async Task<PointRow?> OneAsync(
        long test,
        string condition,
        string direction,
        long at,
        CancellationToken cancellationToken
    )
    {
        var sql = $"""
            SELECT {Point} FROM TestResults r JOIN RunFacts f ON f.Key = r.RunKey
            WHERE r.TestKey = $test AND {condition} AND {_conditions.Sql}
            ORDER BY r.RunAt {direction} LIMIT 1
            """;
        var rows = await ReadAsync<PointRow>(sql, cancellationToken, new("$test", test), new("$at", at))
            .ConfigureAwait(false);
        return rows is [var row] ? row : null;
    }

    private Task<List<T>> ReadAsync<T>(string sql, CancellationToken cancellationToken, params SqliteParameter[] own) =>
        database.Database.SqlQueryRaw<T>(sql, [.. _conditions.Parameters, .. own]).ToListAsync(cancellationToken);
}

internal record PointRow
{
    public required string ProjectId { get; init; }
    public int Number { get; init; }
    public long RunAt { get; init; }
    public required string Target { get; init; }
    public string? Sha { get; init; }
    public string? Branch { get; init; }
    public int Outcome { get; init; }
    public long Milliseconds { get; init; }
    public string? Message { get; init; }

    public TestPoint ToPoint() =>
        new(
            new RunId(new ProjectId(ProjectId), Number),
            new DateTimeOffset(RunAt, TimeSpan.Zero),
            Target,
            Sha,
            Branch,
            (TestOutcome)Outcome,
            Milliseconds / 1000.0,
            Message
        );
}

internal sealed record FoundRow : PointRow
{
    public required string NodeId { get; init; }
    public int Runs { get; init; }
}

internal sealed record ResultRow(long TestKey, long RunKey, int Outcome, long Milliseconds);

internal sealed record NameRow(long Key, string ProjectId, string NodeId);
