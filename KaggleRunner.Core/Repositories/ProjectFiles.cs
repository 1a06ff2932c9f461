using System.IO.Enumeration;

namespace KaggleRunner.Core.Repositories;

/// <summary>Walks a project's files on disk, without links and without folders that hold no sources.</summary>
internal static class ProjectFiles
{
    // A suggestion is not worth a walk through a data set.
    private const int MostEntries = 50_000;

    private static readonly string[] Skipped = [".git", ".venv", "venv", "node_modules", "__pycache__", ".tox"];

    /// <summary>The files below <paramref name="folder"/> (relative to the root), relative to the root, with <c>/</c>.</summary>
    public static IEnumerable<string> Below(Project project, string folder) =>
        new FileSystemEnumerable<string?>(
            Path.Combine(project.Root, folder),
            (ref entry) => entry.IsDirectory ? null : Relative(project, ref entry),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
        )
        {
            ShouldRecursePredicate = (ref entry) =>
                !Skipped.Contains(entry.FileName.ToString(), StringComparer.Ordinal)
                && !RepositoryLayout.IsInResults(Relative(project, ref entry)),
        }
            .Take(MostEntries)
            .OfType<string>();

    private static string Relative(Project project, ref FileSystemEntry entry) =>
        Path.GetRelativePath(project.Root, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/');
}
