namespace KaggleRunner.Core.Common;

/// <summary>Keeps names that come from outside (outputs, targets, URLs) inside the folder they belong to.</summary>
public static class ContainedPath
{
    /// <summary>
    /// The full path of <paramref name="relative"/> below <paramref name="root"/>, or null when the name is absolute,
    /// climbs out, holds a control character or a backslash, or passes through a symbolic link.
    /// </summary>
    public static string? TryResolve(string root, string relative)
    {
        if (
            relative.Length == 0
            || Path.IsPathRooted(relative)
            || relative.Any(c => char.IsControl(c) || c == '\\')
            || relative.Split('/').Any(part => part is "" or "." or ".." || part.Length > 255)
        )
        {
            return null;
        }

        var path = Path.GetFullPath(root);
        foreach (var part in relative.Split('/'))
        {
            path = Path.Combine(path, part);
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
            {
                return null;
            }
        }

        return path;
    }
}
