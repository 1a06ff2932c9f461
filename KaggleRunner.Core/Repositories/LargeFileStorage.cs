namespace KaggleRunner.Core.Repositories;

/// <summary>Git LFS: a commit holds where a file is, and the file itself is elsewhere.</summary>
internal static class LargeFileStorage
{
    private const long MostBytes = 1_000_000;

    /// <summary>True when the attributes at the top, where <c>git lfs track</c> writes them, name files of LFS.</summary>
    public static bool IsUsedIn(Project project)
    {
        try
        {
            var file = new FileInfo(Path.Combine(project.Root, ".gitattributes"));
            return file is { Exists: true, LinkTarget: null, Length: < MostBytes }
                && File.ReadAllText(file.FullName).Contains("filter=lfs", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
