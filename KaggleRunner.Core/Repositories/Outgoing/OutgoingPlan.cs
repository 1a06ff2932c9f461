namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>What a sync would send.</summary>
internal sealed record OutgoingPlan
{
    /// <summary>The commit that the remote holds already; content in it is no news.</summary>
    public string? Base { get; init; }

    /// <summary>The new content.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];

    /// <summary>How many files travel in all, what the other side has already included when it travels inside the script.</summary>
    public int FileCount { get; init; }
    public long Bytes { get; init; }
}
