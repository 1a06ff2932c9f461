using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Kernels;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>A file that a session left, by its name below the working folder.</summary>
internal sealed record OutputEntry(string Name, long Size, DateTimeOffset Written);

/// <summary>The plain files of a working folder. What the script linked, wherever it leads, is not among them.</summary>
internal static class OutputFolder
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>All names, in ordinal order.</summary>
    public static IReadOnlyList<OutputEntry> List(VersionFolder folder)
    {
        if (!Directory.Exists(folder.Working))
        {
            return [];
        }

        return
        [
            .. new DirectoryInfo(folder.Working)
                .EnumerateFiles("*", Everything)
                .Where(file => Native.IsRegularFile(file.FullName))
                .Select(file => new OutputEntry(
                    Path.GetRelativePath(folder.Working, file.FullName),
                    file.Length,
                    new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)
                ))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The path of a name, or null when it is no plain file inside the folder.</summary>
    public static string? Find(VersionFolder folder, string name)
    {
        var parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal)))
        {
            return null;
        }

        var path = folder.Working;
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
}
