using System.Data.Common;
using KaggleRunner.Core.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>Opens the home's database, brought up to date once a process.</summary>
internal sealed class RunsDatabaseFactory(RunnerHome home, TimeProvider time)
{
    private readonly DbContextOptions<RunsDatabase> _options = Options(home.Database);
    private bool _ready;

    public string ConnectionString { get; } = ConnectionStringFor(home.Database);

    public async Task<RunsDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
        return new RunsDatabase(_options);
    }

    private static string ConnectionStringFor(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();

    private static DbContextOptions<RunsDatabase> Options(string path) =>
        new DbContextOptionsBuilder<RunsDatabase>()
            .UseSqlite(ConnectionStringFor(path))
            .AddInterceptors(new SynchronousNormal())
            .Options;

    private async Task MakeReadyAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ready))
        {
            return;
        }

        try
        {
            await MigrateAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _ready, true);
        }
        catch (DbException e)
        {
            throw new RunnerException(
                $"The database {home.Database} cannot be opened: {e.Message}",
                "Move it away to start with an empty one; your results stay in the projects' folders.",
                e
            );
        }
    }

    /// <summary>
    /// Under a lock of our own, and only when something is pending: a process killed during Migrate() leaves a row in
    /// EF's lock table behind, at which every later start would wait for ever.
    /// </summary>
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var fileLock = await FileLock.WaitAsync(home.Database + ".lock", time, cancellationToken).ConfigureAwait(false);
        await using (fileLock.ConfigureAwait(false))
        {
            var database = new RunsDatabase(_options);
            await using (database.ConfigureAwait(false))
            {
                await MigrateAsync(database.Database, cancellationToken).ConfigureAwait(false);
                await RunFactsFill.EnsureAsync(database, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var applied = await database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (applied.Except(database.GetMigrations(), StringComparer.Ordinal).Any())
        {
            throw new RunnerException(
                $"The database {home.Database} was written by a newer Kaggle Runner.",
                "Update this one, or move the database away to start with an empty one; your results stay in the"
                    + " projects' folders."
            );
        }

        var pending = await database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (pending.Any())
        {
            await database
                .ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken)
                .ConfigureAwait(false);
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>In WAL mode this keeps the database whole after a killed process and saves a disk flush per save.</summary>
    private sealed class SynchronousNormal : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "PRAGMA synchronous=NORMAL";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>Used by <c>dotnet ef migrations add</c> only.</summary>
internal sealed class RunsDatabaseDesignFactory : IDesignTimeDbContextFactory<RunsDatabase>
{
    public RunsDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<RunsDatabase>().UseSqlite("Data Source=design.db").Options);
}
