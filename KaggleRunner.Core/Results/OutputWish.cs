namespace KaggleRunner.Core.Results;

/// <summary>Outputs that the user asks for after the run, whatever the settings let pass.</summary>
/// <param name="Names">Their names on Kaggle; null: all.</param>
/// <param name="Pattern">A glob pattern that they match as well; null: any.</param>
public sealed record OutputWish(IReadOnlyList<string>? Names = null, string? Pattern = null)
{
    public static OutputWish All { get; } = new();

    /// <summary>What is asked for by either.</summary>
    public OutputWish Or(OutputWish other) =>
        Names is { } mine && other.Names is { } theirs && Pattern is null && other.Pattern is null
            ? new OutputWish([.. mine.Union(theirs, StringComparer.Ordinal)])
        : this == other ? this
        : All;
}
