namespace KaggleRunner.Core.Logs;

/// <summary>The lines that a search found.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="IsComplete">False when the pattern was too slow for the whole log: <paramref name="Total"/> is of its beginning.</param>
/// <param name="Lines">The numbers of the first <see cref="Most"/>, ascending.</param>
public sealed record LogHits(int Total, bool IsComplete, IReadOnlyList<int> Lines)
{
    /// <summary>How many numbers are listed at most.</summary>
    public const int Most = 10_000;

    public static LogHits None { get; } = new(0, IsComplete: true, []);
}
