using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.History.Trash;

/// <summary>
/// Where deleted runs are: <c>results/.trash/&lt;kernel-slug&gt;/&lt;number&gt;/</c>, beside the other results and so on the
/// same file system. Links on the way are refused, for what is deleted must be a run and nothing else.
/// </summary>
internal sealed record TrashPlace(string Results, string Kernel, int Number)
{
    public const string Folder = ".trash";

    // What is being emptied; a dot, so that it is no kernel's slug.
    public const string Leaving = ".leaving";
    private const string Numbers = ".numbers";

    private string Name => Number.ToString(CultureInfo.InvariantCulture);
    public string Live => Path.Combine(Results, Kernel, Name);
    public string Trashed => Path.Combine(Results, Folder, Kernel, Name);

    /// <summary>The file that keeps the number from being given again.</summary>
    public string NumberMark => Path.Combine(Results, Numbers, Name);

    /// <summary>The place in the trash of the run in that folder.</summary>
    public static string InTrash(string runFolder)
    {
        var kernel = Path.GetDirectoryName(runFolder);
        var results = Path.GetDirectoryName(kernel);
        return results is null
            ? runFolder
            : Path.Combine(results, Folder, Path.GetFileName(kernel)!, Path.GetFileName(runFolder));
    }

    /// <summary>The places of a run whose folder is, or was, that one.</summary>
    /// <exception cref="RunnerException">It is no run's folder in the results of that project, or a link is on the way.</exception>
    public static TrashPlace Of(string projectRoot, string liveFolder, int number)
    {
        var results = ContainedPath.TryResolve(projectRoot, ResultsFolder.Relative);
        var kernel = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(liveFolder))) ?? "";
        var place = results is null ? null : new TrashPlace(results, kernel, number);
        return place is not null && kernel.Length > 0 && kernel[0] != '.' && IsSafe(projectRoot, place, liveFolder)
            ? place
            : throw new RunnerException(
                $"{liveFolder} is no run's folder in {projectRoot}, or is reached through a link: it is not touched.",
                "Move or delete it by hand if that is meant."
            );
    }

    private static bool IsSafe(string root, TrashPlace place, string liveFolder) =>
        string.Equals(place.Live, Path.GetFullPath(liveFolder), StringComparison.Ordinal)
        && ContainedPath.TryResolve(root, Relative(root, place.Live)) is not null
        && ContainedPath.TryResolve(root, Relative(root, place.Trashed)) is not null;

    private static string Relative(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
