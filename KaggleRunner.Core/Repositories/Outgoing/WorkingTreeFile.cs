using System.Text;

namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>A file as it lies in the working tree. Links are not followed: git keeps where they lead to, as text.</summary>
internal static class WorkingTreeFile
{
    /// <summary>Its length in bytes; null when there is no such file (a folder is none).</summary>
    public static long? Find(Project project, string path)
    {
        var file = new FileInfo(Path.Combine(project.Root, path));
        return file.LinkTarget is { } link ? Encoding.UTF8.GetByteCount(link)
            : file.Exists ? file.Length
            : null;
    }

    /// <summary>Its content; null when it is gone or cannot be read.</summary>
    public static async Task<byte[]?> TryReadAsync(Project project, string path, CancellationToken cancellationToken)
    {
        var full = Path.Combine(project.Root, path);
        try
        {
            return new FileInfo(full).LinkTarget is { } link
                ? Encoding.UTF8.GetBytes(link)
                : await File.ReadAllBytesAsync(full, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Changes when the file is written to.</summary>
    public static string Stamp(Project project, string path)
    {
        var file = new FileInfo(Path.Combine(project.Root, path));
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{file.FullName}\0{(file.Exists ? file.Length : -1)}\0{file.LastWriteTimeUtc.Ticks}"
        );
    }
}
