using Microsoft.EntityFrameworkCore;

namespace KaggleRunner.Core.Runs.Storage;

/// <summary>
/// The tables. Rows never leave the store; a run's whole value is its document. What EF's model cannot say stands in the
/// migration's SQL alone: the full-text table <c>RunTexts</c>, and the results of tests, which are kept without row ids.
/// </summary>
internal sealed class RunsDatabase(DbContextOptions<RunsDatabase> options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();
    public DbSet<RunFactRow> Facts => Set<RunFactRow>();
    public DbSet<RunTagRow> Tags => Set<RunTagRow>();
    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var run = modelBuilder.Entity<RunRow>();
        run.HasKey(row => new { row.ProjectId, row.Number });
        run.HasIndex(row => row.Change).IsUnique();
        run.HasIndex(row => row.CreatedAt);
        run.HasIndex(row => row.Ended);
        modelBuilder.Entity<ProjectRow>().HasKey(row => row.Id);
        ModelFacts(modelBuilder);
    }

    private static void ModelFacts(ModelBuilder modelBuilder)
    {
        var fact = modelBuilder.Entity<RunFactRow>();
        fact.ToTable("RunFacts").HasKey(row => row.Key);
        fact.HasIndex(row => new { row.ProjectId, row.Number }).IsUnique();
        fact.HasIndex(row => row.CreatedAt);
        fact.HasIndex(row => new { row.Target, row.CreatedAt });
        fact.HasIndex(row => row.Standing);
        fact.HasIndex(row => row.Branch);
        fact.HasIndex(row => row.Sha);
        fact.HasIndex(row => row.Accelerator);
        fact.HasIndex(row => row.Duration);
        var tag = modelBuilder.Entity<RunTagRow>();
        tag.ToTable("RunTags").HasKey(row => new { row.RunKey, row.Tag });
        tag.HasIndex(row => row.Tag);
    }
}
