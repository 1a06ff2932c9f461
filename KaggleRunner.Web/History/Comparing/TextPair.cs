using System.Globalization;
using KaggleRunner.Core.History.Comparison.Texts;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Results.Previews;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>Reads a file of two runs for a side-by-side view; of long ones the part where they begin to differ.</summary>
internal static class TextPair
{
    private const int Largest = 1_000_000;
    private const int LargestPart = 300_000;

    /// <param name="before">The first run's file; null when it has none.</param>
    /// <param name="after">The other run's.</param>
    public static async Task<FileChange> ReadAsync(string? before, string? after, CancellationToken cancellationToken)
    {
        try
        {
            var (old, now) = (Facts(before), Facts(after));
            if (old is not null && now is not null && Math.Max(old.Length, now.Length) > Largest)
            {
                return await PartAsync(old, now, cancellationToken);
            }

            var (first, other) = (await TextAsync(old, cancellationToken), await TextAsync(now, cancellationToken));
            return first is null || other is null
                ? new FileChange("", "", "This is not text, or too large to show here.", old?.Length, now?.Length)
                {
                    IsText = false,
                }
                : new FileChange(first, other, null, old?.Length, now?.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileChange("", "", $"The file cannot be read: {e.Message}", null, null) { IsText = false };
        }
    }

    private static FileInfo? Facts(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true, LinkTarget: null } file ? file : null;

    private static async Task<FileChange> PartAsync(FileInfo old, FileInfo now, CancellationToken cancellationToken)
    {
        var part = await TextWindow.FindAsync(old.FullName, now.FullName, LargestPart, cancellationToken);
        return part is null
            ? new FileChange("", "", "These are not texts.", old.Length, now.Length) { IsText = false }
            : new FileChange(part.Before, part.After, Words(part), old.Length, now.Length);
    }

    /// <summary>The empty text for a file that is not there, null for one that is no text.</summary>
    private static async Task<string?> TextAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        if (file is null || file.Length > Largest)
        {
            return file is null ? "" : null;
        }

        var head = await TextHead.ReadAsync(file.FullName, Largest, cancellationToken);
        return head.IsBinary ? null : head.Text;
    }

    private static string? Words(TextWindow part) =>
        (part.SameLines, part.IsWhole) switch
        {
            (0, true) => null,
            (0, false) => "The first differing part; what follows is not compared.",
            var (lines, isWhole) => string.Create(
                CultureInfo.InvariantCulture,
                $"The first {lines:N0} lines are the same and left out{(isWhole ? "." : "; what follows this part is not compared.")}"
            ),
        };
}
