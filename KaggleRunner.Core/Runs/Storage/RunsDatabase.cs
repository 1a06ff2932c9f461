using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>The tables. Rows never leave the store; a run's whole value is its document.</summary>
internal sealed class RunsDatabase(DbContextOptions<RunsDatabase> options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();
    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var run = modelBuilder.Entity<RunRow>();
        run.HasKey(row => new { row.ProjectId, row.Number });
        run.HasIndex(row => row.Change).IsUnique();
        run.HasIndex(row => row.CreatedAt);
        run.HasIndex(row => row.Ended);
        modelBuilder.Entity<ProjectRow>().HasKey(row => row.Id);
    }
}

/// <summary>A run: the columns that are asked for, and the document.</summary>
internal sealed class RunRow
{
    public required string ProjectId { get; set; }
    public int Number { get; set; }

    /// <summary>UTC ticks: SQLite cannot order DateTimeOffset.</summary>
    public long CreatedAt { get; set; }
    public bool Ended { get; set; }

    /// <summary>Grows with every change of any run: readers ask for what is newer than the last they saw.</summary>
    public long Change { get; set; }

    /// <summary>Written by whoever cancels, never by the engine; UTC ticks.</summary>
    public long? CancelRequestedAt { get; set; }
    public required string Document { get; set; }
}

/// <summary>A project that was opened on this machine.</summary>
internal sealed class ProjectRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public required string Root { get; set; }

    /// <summary>UTC ticks.</summary>
    public long OpenedAt { get; set; }
}
