namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary><c>dataset.json</c>: what all versions of a dataset share.</summary>
internal sealed record DatasetRecord
{
    public required long Id { get; init; }
    public required string Owner { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public bool IsPrivate { get; init; }
    public string? License { get; init; }
    public string? Subtitle { get; init; }
    public string? Description { get; init; }
}

/// <summary><c>version.json</c>: what was sent, and what has become of it.</summary>
internal sealed record DatasetVersionRecord
{
    public required int Number { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Notes { get; init; }
    public DatasetStatus Status { get; init; }
    public string? Error { get; init; }

    /// <summary>The names of the files sent; each stands in <c>raw</c> under its place in this list.</summary>
    public required IReadOnlyList<string> Sent { get; init; }

    /// <summary>Whether older versions go away once this one is ready.</summary>
    public bool DeletesOlder { get; init; }
    public long TotalBytes { get; init; }
}
