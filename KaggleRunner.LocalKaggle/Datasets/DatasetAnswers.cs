namespace KaggleRunner.LocalKaggle.Datasets;

internal sealed record CreateDatasetResponse
{
    public string? Ref { get; init; }
    public string? Url { get; init; }
    public string? Status { get; init; }
    public string? Error { get; init; }
}

/// <summary>A status left out is NOT_YET_PERSISTED, the enum's value 0.</summary>
internal sealed record DatasetStatusResponse(DatasetStatus? Status, string? ErrorMessage);

internal sealed record ListDatasetsResponse(IReadOnlyList<DatasetAnswer>? Datasets, string? NextPageToken);

internal sealed record ListDatasetFilesResponse(IReadOnlyList<DatasetFileAnswer>? DatasetFiles, string? NextPageToken);

internal sealed record DatasetFileAnswer(
    string Ref,
    string DatasetRef,
    string OwnerRef,
    string Name,
    string CreationDate,
    long TotalBytes
);

internal sealed record DatasetAnswer
{
    public required long Id { get; init; }
    public required string Ref { get; init; }
    public string? Subtitle { get; init; }
    public required string CreatorName { get; init; }
    public long TotalBytes { get; init; }
    public required string Url { get; init; }
    public required string LastUpdated { get; init; }
    public bool IsPrivate { get; init; }
    public string? LicenseName { get; init; }
    public string? Description { get; init; }
    public required string OwnerName { get; init; }
    public required string OwnerRef { get; init; }
    public required string Title { get; init; }
    public int CurrentVersionNumber { get; init; }
    public IReadOnlyList<DatasetVersionAnswer>? Versions { get; init; }
}

internal sealed record DatasetVersionAnswer(
    int VersionNumber,
    string CreationDate,
    string CreatorName,
    string? VersionNotes,
    string Status
);
