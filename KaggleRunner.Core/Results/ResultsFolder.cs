using System.Globalization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Results;

/// <summary>
/// Reserves the folder of a run: <c>kaggle_runner/results/&lt;kernel-slug&gt;/&lt;number&gt;/</c> in the project.
/// </summary>
/// <remarks>
/// Numbers are counted over all kernels of a project. Two processes that reserve for different kernels at once are kept
/// apart by a claim, <c>results/.numbers/&lt;number&gt;</c>, made exclusively before the run's folder and removed after
/// it: who gets the claim looks again whether the number was used meanwhile. A claim left by a killed process only
/// skips that number.
/// </remarks>
public static class ResultsFolder
{
    /// <summary>The folder of all results, relative to the project's root.</summary>
    public const string Relative = "kaggle_runner/results";

    private const string Claims = ".numbers";

    // EEXIST, ERROR_FILE_EXISTS. The file itself may be gone again by the time one would look for it.
    private static readonly int[] FileExists = [17, unchecked((int)0x80070050)];

    /// <summary>Makes a new folder whose number no run of the project has had.</summary>
    /// <param name="projectRoot">The project's top level.</param>
    /// <param name="kernelSlug">The kernel's slug: one plain folder name.</param>
    /// <param name="atLeast">The number is this or a greater one.</param>
    /// <exception cref="RunnerException">The slug is no folder name, or the folder cannot be written.</exception>
    public static (int Number, string Folder) Reserve(string projectRoot, string kernelSlug, int atLeast)
    {
        var results = FolderOf(projectRoot, Relative);
        var kernel = FolderOf(projectRoot, $"{Relative}/{SlugOrThrow(kernelSlug)}");
        try
        {
            Directory.CreateDirectory(kernel);
            Directory.CreateDirectory(Path.Combine(results, Claims));
            ResultsReadme.WriteOnce(results);
            for (var number = Math.Max(atLeast, 1); ; number++)
            {
                number = Math.Max(number, Greatest(results) + 1);
                if (TryReserve(results, kernel, number) is { } folder)
                {
                    return (number, folder);
                }
            }
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(kernel, e);
        }
    }

    private static string? TryReserve(string results, string kernel, int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var claim = Path.Combine(results, Claims, name);
        try
        {
            using var made = new FileStream(claim, FileMode.CreateNew);
        }
        catch (IOException e) when (FileExists.Contains(e.HResult))
        {
            return null;
        }

        try
        {
            var folder = Path.Combine(kernel, name);
            var isUsed = Directory
                .EnumerateDirectories(results)
                .Any(k => Path.Exists(Path.Combine(k, name)) && !IsClaims(k));
            return !isUsed && AtomicFolder.TryMake(folder) ? folder : null;
        }
        finally
        {
            File.Delete(claim);
        }
    }

    private static int Greatest(string results) =>
        Directory
            .EnumerateDirectories(results)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Select(path =>
                int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
            )
            .DefaultIfEmpty()
            .Max();

    private static bool IsClaims(string folder) =>
        string.Equals(Path.GetFileName(folder), Claims, StringComparison.Ordinal);

    private static string SlugOrThrow(string slug) =>
        slug.Length > 0 && slug[0] != '.' && OutputName.Refusal(slug) is null && !slug.Contains('/')
            ? slug
            : throw new RunnerException(
                $"“{slug}” cannot be a kernel's slug.",
                "Use lower-case letters, digits and hyphens."
            );

    private static string FolderOf(string projectRoot, string relative) =>
        ContainedPath.TryResolve(projectRoot, relative)
        ?? throw new RunnerException(
            $"Results cannot be kept in {relative} of {projectRoot}: it leads out of the project.",
            "Replace the symbolic link on the way by a folder."
        );
}
