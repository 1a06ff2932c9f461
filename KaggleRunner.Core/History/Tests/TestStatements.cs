using Microsoft.Data.Sqlite;

namespace KaggleRunner.Core.History.Tests;

/// <summary>A row of <c>TestResults</c>.</summary>
/// <param name="RunAt">When the run was launched, in UTC ticks: a test's results lie in this order.</param>
internal sealed record TestResultRow(
    long TestKey,
    long RunAt,
    long RunKey,
    int Outcome,
    long Milliseconds,
    long? MessageHash
);

/// <summary>The statements that write results, prepared once for the thousands of rows of a run.</summary>
internal sealed class TestStatements : IDisposable
{
    private readonly SqliteTransaction _transaction;
    private readonly string _project;
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _test;
    private readonly SqliteCommand _result;

    public TestStatements(SqliteTransaction transaction, string project)
    {
        this._transaction = transaction;
        this._project = project;
        _message = Command("INSERT OR IGNORE INTO TestMessages (Hash, Text) VALUES ($hash, $text)", "$hash", "$text");
        // An update that changes nothing makes the key of a known test come back as well.
        _test = Command(
            """
            INSERT INTO Tests (ProjectId, NodeId) VALUES ($project, $id)
            ON CONFLICT (ProjectId, NodeId) DO UPDATE SET NodeId = NodeId RETURNING Key
            """,
            "$project",
            "$id"
        );
        _result = Command(
            """
            INSERT OR REPLACE INTO TestResults (TestKey, RunAt, RunKey, Outcome, Milliseconds, MessageHash)
            VALUES ($test, $at, $run, $outcome, $time, $hash)
            """,
            "$test",
            "$at",
            "$run",
            "$outcome",
            "$time",
            "$hash"
        );
    }

    public async Task<long?> FindRunAsync(int number, CancellationToken cancellationToken)
    {
        using var find = Command(
            "SELECT Key FROM RunFacts WHERE ProjectId = $project AND Number = $number",
            "$project",
            "$number"
        );
        return (long?)await ExecuteAsync(find, cancellationToken, _project, number).ConfigureAwait(false);
    }

    public async Task ClearAsync(long run, CancellationToken cancellationToken)
    {
        using var clear = Command(
            """
            DELETE FROM TestResults WHERE RunKey = $run;
            UPDATE RunFacts SET TestsRead = 1 WHERE Key = $run;
            """,
            "$run"
        );
        await ExecuteAsync(clear, cancellationToken, run).ConfigureAwait(false);
    }

    public Task AddMessageAsync(long hash, string text, CancellationToken cancellationToken) =>
        ExecuteAsync(_message, cancellationToken, hash, text);

    public async Task<long> KeyOfAsync(string nodeId, CancellationToken cancellationToken) =>
        (long)(await ExecuteAsync(_test, cancellationToken, _project, nodeId).ConfigureAwait(false))!;

    public Task AddResultAsync(TestResultRow row, CancellationToken cancellationToken) =>
        ExecuteAsync(
            _result,
            cancellationToken,
            row.TestKey,
            row.RunAt,
            row.RunKey,
            row.Outcome,
            row.Milliseconds,
            row.MessageHash
        );

    public void Dispose()
    {
        _message.Dispose();
        _test.Dispose();
        _result.Dispose();
    }

    private static async Task<object?> ExecuteAsync(
        SqliteCommand command,
        CancellationToken cancellationToken,
        params object?[] values
    )
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        var result = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return result is DBNull ? null : result;
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = _transaction.Connection!.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
