using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Enumeration;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Results;

/// <summary>The artifacts in a run's folder. Symbolic links are not followed and not shown.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service: where artifacts are kept may change.")]
public sealed class OutputStore
{
    private static readonly EnumerationOptions Safely = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 200,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private const CompareOptions Natural = CompareOptions.NumericOrdering | CompareOptions.IgnoreCase;

    /// <summary>The artifacts of the run in <paramref name="folder"/>, ordered as people count (2 before 10).</summary>
    public IReadOnlyList<Artifact> List(string folder)
    {
        var output = Path.Combine(folder, "output");
        var root = new DirectoryInfo(output);
        if (!root.Exists || root.LinkTarget is not null)
        {
            return [];
        }

        var found = new FileSystemEnumerable<Artifact>(output, Describe, Safely)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        };
        var text = CultureInfo.InvariantCulture.CompareInfo;
        return
        [
            .. found
                .Select(file => (File: file, Key: text.GetSortKey(file.Path, Natural)))
                .OrderBy(one => one.Key, Comparer<SortKey>.Create(SortKey.Compare))
                .ThenBy(one => one.File.Path, StringComparer.Ordinal)
                .Select(one => one.File),
        ];
    }

    /// <summary>The full path of an artifact, or null when there is none of that name inside the output folder.</summary>
    public string? Find(string folder, string relative) =>
        ContainedPath.TryResolve(folder, $"output/{relative}") is { } path && File.Exists(path) ? path : null;

    private static Artifact Describe(ref FileSystemEntry entry)
    {
        var path = entry.ToFullPath()[(entry.RootDirectory.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/');
        return new Artifact(path, entry.Length, Artifact.KindOf(path));
    }
}
