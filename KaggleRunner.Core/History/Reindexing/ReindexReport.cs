using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.History.Reindexing;

/// <summary>What a look at a project's results found.</summary>
/// <param name="Added">Runs that the database did not know.</param>
/// <param name="Known">Runs that it knew.</param>
/// <param name="Missing">Numbers of ended runs that the database knows and that have no folder any more.</param>
public sealed record ReindexReport(
    Project Project,
    int Added,
    int Known,
    IReadOnlyList<SkippedFolder> Skipped,
    IReadOnlyList<int> Missing
);

/// <summary>A folder that was not taken, and why, in a few words.</summary>
public sealed record SkippedFolder(string Path, string Reason);
