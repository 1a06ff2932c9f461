using KaggleRunner.LocalKaggle.Common;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>The plain files of a folder. What a script linked, wherever it leads, is not among them.</summary>
internal static class OutputFolder
{
    public static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>All names, in ordinal order.</summary>
    public static IReadOnlyList<OutputEntry> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. new DirectoryInfo(folder)
                .EnumerateFiles("*", Everything)
                .Where(file => Native.IsRegularFile(file.FullName))
                .Select(file => new OutputEntry(
                    Path.GetRelativePath(folder, file.FullName),
                    file.Length,
                    new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)
                ))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The file of a name, or null when it is no plain file inside the folder.</summary>
    public static FileStream? Open(string folder, string name)
    {
        if (Find(folder, name) is not { } path)
        {
            return null;
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (IsAt(file, folder, name))
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The path of a name, or null when it is no plain file inside the folder.</summary>
    public static string? Find(string folder, string name)
    {
        var parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal)))
        {
            return null;
        }

        var path = folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return null;
            }
        }

        return Native.IsRegularFile(path) ? path : null;
    }

    // Between the look and the opening a folder may have become a link: what was opened tells where it is.
    private static bool IsAt(FileStream file, string folder, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var opened = new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget;
        return string.Equals(opened, Path.Combine(Native.RealPath(folder), name), StringComparison.Ordinal);
    }
}
