namespace KaggleRunner.Core.Repositories;

/// <summary>Brings a path that a user typed into a project's terms, and keeps it inside.</summary>
internal static class InsidePath
{
    private const int MostLinks = 40;

    /// <summary>
    /// The path relative to the project's root, normal and with <c>/</c> (<c>.</c> for the root itself); null when it leads
    /// outside or is no path at all. Links are not followed here.
    /// </summary>
    public static string? Normalize(Project project, string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(project.Root, path)));
        var relative = Relative(project.Root, full);
        if (relative is null && Path.IsPathFullyQualified(path) && Path.Exists(full))
        {
            // The same place by another name: the root may have been reached through a link.
            relative = Relative(RealPath(project.Root), RealPath(full));
        }

        return relative;
    }

    /// <summary>True when links on the way lead out of the project.</summary>
    public static bool LeadsOut(Project project, string relative) =>
        Relative(RealPath(project.Root), RealPath(Path.Combine(project.Root, relative))) is null;

    private static string? Relative(string root, string full)
    {
        var relative = Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
        return
            relative is ".."
            || relative.StartsWith("../", StringComparison.Ordinal)
            || Path.IsPathFullyQualified(relative)
            ? null
            : relative;
    }

    /// <summary>The path with every link on the way followed; parts that do not exist stay as they are.</summary>
    public static string RealPath(string path, int links = 0)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).LinkTarget is { } link && links < MostLinks)
            {
                var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(real)!, link));
                real = RealPath(target, links + 1);
            }
        }

        return real;
    }
}
