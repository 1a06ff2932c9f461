using System.Text;
using KaggleRunner.Core.Repositories.Changes;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>Reads a file of two runs for a side-by-side view.</summary>
internal static class TextPair
{
    private const int Largest = 1_000_000;

    /// <param name="before">The first run's file; null when it has none.</param>
    /// <param name="after">The other run's.</param>
    public static async Task<FileChange> ReadAsync(string? before, string? after, CancellationToken cancellationToken)
    {
        try
        {
            var (old, oldBytes) = await ReadAsync(before, cancellationToken);
            var (now, nowBytes) = await ReadAsync(after, cancellationToken);
            return old is null || now is null
                ? new FileChange("", "", "This is not text, or too large to compare here.", oldBytes, nowBytes)
                {
                    IsText = false,
                }
                : new FileChange(old, now, null, oldBytes, nowBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileChange("", "", $"The file cannot be read: {e.Message}", null, null) { IsText = false };
        }
    }

    /// <summary>The empty text for a file that is not there, null for one that is no text.</summary>
    private static async Task<(string? Text, long? Bytes)> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null || new FileInfo(path) is not { Exists: true, LinkTarget: null } file)
        {
            return ("", null);
        }

        if (file.Length > Largest)
        {
            return (null, file.Length);
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return (bytes.Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes), file.Length);
    }
}
