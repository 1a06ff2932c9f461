namespace KaggleRunner.Core.Repositories.Changes;

/// <summary>A changed file before and after, for a side-by-side view.</summary>
/// <param name="Before">The text in the last commit; empty when the file is new.</param>
/// <param name="After">The text in the working tree; empty when the file is gone.</param>
/// <param name="Note">Why there is nothing to compare, or what to know beside it; null when all is said.</param>
/// <param name="BytesBefore">The length before; null when the file is new.</param>
/// <param name="BytesAfter">The length now; null when the file is gone.</param>
public sealed record FileChange(string Before, string After, string? Note, long? BytesBefore, long? BytesAfter)
{
    /// <summary>False for binary and huge files, of which only the sizes are told.</summary>
    public bool IsText { get; init; } = true;
}
