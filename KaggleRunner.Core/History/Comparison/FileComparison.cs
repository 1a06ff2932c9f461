using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>The output files of runs, lined up by path; content is read only where sizes are equal.</summary>
internal static class FileComparison
{
    public static async Task<IReadOnlyList<ComparedFile>> OfAsync(
        IReadOnlyList<Run> runs,
        OutputStore outputs,
        OutputHashes hashes,
        CancellationToken cancellationToken
    )
    {
        var files = runs.Select(run =>
                outputs.List(run.Folder).ToDictionary(file => file.Path, file => file.Bytes, StringComparer.Ordinal)
            )
            .ToList();
        var compared = new List<ComparedFile>();
        foreach (var path in files.SelectMany(run => run.Keys).Distinct(StringComparer.Ordinal))
        {
            long?[] sizes = [.. files.Select(run => run.TryGetValue(path, out var bytes) ? bytes : (long?)null)];
            var changes = await CompareAsync(runs, hashes, path, sizes, cancellationToken).ConfigureAwait(false);
            compared.Add(new ComparedFile(path, sizes, changes));
        }

        return [.. compared.OrderBy(file => file.IsSame)];
    }

    private static async Task<IReadOnlyList<FileChange>> CompareAsync(
        IReadOnlyList<Run> runs,
        OutputHashes hashes,
        string path,
        long?[] sizes,
        CancellationToken cancellationToken
    )
    {
        var first = (UInt128?)null;
        var changes = new List<FileChange> { sizes[0] is null ? FileChange.Absent : FileChange.Same };
        for (var i = 1; i < runs.Count; i++)
        {
            if (sizes[0] is null || sizes[i] is null || sizes[0] != sizes[i])
            {
                changes.Add(BySize(sizes[0], sizes[i]));
                continue;
            }

            first ??= await hashes.OfAsync(runs[0], path, cancellationToken).ConfigureAwait(false);
            var other = await hashes.OfAsync(runs[i], path, cancellationToken).ConfigureAwait(false);
            changes.Add(first == other ? FileChange.Same : FileChange.Changed);
        }

        return changes;
    }

    private static FileChange BySize(long? first, long? other) =>
        (first, other) switch
        {
            (null, null) => FileChange.Absent,
            (null, _) => FileChange.Added,
            (_, null) => FileChange.Removed,
            _ => FileChange.Changed,
        };
}
