using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.History.Reindexing;

/// <summary>A folder in the place of a run's.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Live">Where it belongs; another place than <paramref name="Path"/> while it is in the trash.</param>
/// <param name="Number">By its name; null when that is no number.</param>
/// <param name="DeletedAt">When it was put into the trash; null when it is in its place.</param>
/// <param name="IsLink">It is a symbolic link, and is not followed.</param>
internal sealed record RunFolder(string Path, string Live, int? Number, DateTimeOffset? DeletedAt, bool IsLink);

/// <summary>Finds the folders that may hold runs: those in their place first, then those in the trash.</summary>
internal static class RunFolders
{
    public static IEnumerable<RunFolder> In(Project project)
    {
        if (ContainedPath.TryResolve(project.Root, ResultsFolder.Relative) is not { } results)
        {
            yield break;
        }

        foreach (var folder in In(results, results))
        {
            yield return folder;
        }

        if (ContainedPath.TryResolve(results, TrashPlace.Folder) is { } trash)
        {
            foreach (var folder in In(trash, results))
            {
                yield return folder with
                {
                    DeletedAt = new DateTimeOffset(Directory.GetLastWriteTimeUtc(folder.Path), TimeSpan.Zero),
                };
            }
        }
    }

    private static IEnumerable<RunFolder> In(string top, string results) =>
        Folders(top)
            .Where(kernel => kernel.Name[0] != '.' && kernel.LinkTarget is null)
            .OrderBy(kernel => kernel.Name, StringComparer.Ordinal)
            .SelectMany(kernel =>
                Folders(kernel.FullName)
                    .OrderBy(run => NumberOf(run.Name) ?? int.MaxValue)
                    .Select(run => new RunFolder(
                        run.FullName,
                        System.IO.Path.Combine(results, kernel.Name, run.Name),
                        NumberOf(run.Name),
                        DeletedAt: null,
                        run.LinkTarget is not null
                    ))
            );

    private static IEnumerable<DirectoryInfo> Folders(string path) =>
        new DirectoryInfo(path) is { Exists: true } folder ? folder.EnumerateDirectories() : [];

    private static int? NumberOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), name, StringComparison.Ordinal)
            ? number
            : null;
}
