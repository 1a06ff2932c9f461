using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.History.Trash;

/// <summary>The moves of folders: each is one rename on one file system, so that a run is at one place or the other.</summary>
internal static class TrashMoves
{
    /// <summary>Keeps the number from being given again, whatever becomes of folder and database.</summary>
    public static void KeepNumber(TrashPlace place) =>
        Guarded(
            place.NumberMark,
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place.NumberMark)!);
                using var mark = new FileStream(
                    place.NumberMark,
                    FileMode.OpenOrCreate,
                    FileAccess.Write,
                    FileShare.ReadWrite
                );
            }
        );

    /// <param name="at">Kept as the folder's time, for a database that is made anew.</param>
    public static void ToTrash(TrashPlace place, DateTimeOffset at)
    {
        if (Directory.Exists(place.Live))
        {
            Move(place.Live, place.Trashed);
            Guarded(place.Trashed, () => Directory.SetLastWriteTimeUtc(place.Trashed, at.UtcDateTime));
        }
    }

    public static void FromTrash(TrashPlace place)
    {
        if (Directory.Exists(place.Trashed))
        {
            Move(place.Trashed, place.Live);
        }
    }

    public static void ToLeaving(TrashPlace place)
    {
        if (Directory.Exists(place.Trashed))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{place.Kernel}-{place.Number}-{Guid.NewGuid():N}");
            Move(place.Trashed, Path.Combine(place.Results, TrashPlace.Folder, TrashPlace.Leaving, name));
        }
    }

    /// <summary>Deletes what has left the trash, also what an earlier, killed process left there. Links are not followed.</summary>
    public static void DeleteLeaving(string results)
    {
        var folder = Path.Combine(results, TrashPlace.Folder, TrashPlace.Leaving);
        if (new DirectoryInfo(folder) is { Exists: true, LinkTarget: null })
        {
            Guarded(folder, () => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>The folders in the project's trash that look like runs.</summary>
    public static IEnumerable<TrashPlace> FindTrashed(string projectRoot)
    {
        if (ContainedPath.TryResolve(projectRoot, $"{ResultsFolder.Relative}/{TrashPlace.Folder}") is not { } trash)
        {
            yield break;
        }

        var results = Path.GetDirectoryName(trash)!;
        foreach (var kernel in FoldersIn(trash).Where(kernel => kernel.Name[0] != '.'))
        {
            foreach (var run in FoldersIn(kernel.FullName))
            {
                if (int.TryParse(run.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    yield return new TrashPlace(results, kernel.Name, number);
                }
            }
        }
    }

    private static IEnumerable<DirectoryInfo> FoldersIn(string folder) =>
        new DirectoryInfo(folder) is { Exists: true } info
            ? info.EnumerateDirectories().Where(child => child.LinkTarget is null)
            : [];

    private static void Move(string from, string to) =>
        Guarded(
            to,
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                Directory.Move(from, to);
            }
        );

    private static void Guarded(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
    }
}
