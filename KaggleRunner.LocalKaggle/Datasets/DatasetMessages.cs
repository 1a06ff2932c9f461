namespace KaggleRunner.LocalKaggle.Datasets;

internal sealed record CreateDatasetRequest
{
    public string? OwnerSlug { get; init; }
    public string? Slug { get; init; }
    public string? Title { get; init; }
    public string? LicenseName { get; init; }

    /// <summary>Not optional on Kaggle: left out it is false, and the dataset public.</summary>
    public bool? IsPrivate { get; init; }
    public IReadOnlyList<NewFile>? Files { get; init; }
    public string? Subtitle { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? CategoryIds { get; init; }
}

internal sealed record NewFile(string? Token, string? Description);

internal sealed record CreateDatasetVersionRequest
{
    /// <summary>Of CreateDatasetVersionById, in the place of owner and slug.</summary>
    public long? Id { get; init; }
    public string? OwnerSlug { get; init; }
    public string? DatasetSlug { get; init; }
    public CreateDatasetVersionBody? Body { get; init; }
}

internal sealed record CreateDatasetVersionBody
{
    public string? VersionNotes { get; init; }
    public bool? DeleteOldVersions { get; init; }
    public IReadOnlyList<NewFile>? Files { get; init; }
    public string? Subtitle { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? CategoryIds { get; init; }
}

/// <summary>Names a dataset: the body of all reads.</summary>
internal sealed record DatasetRequest
{
    public string? OwnerSlug { get; init; }
    public string? DatasetSlug { get; init; }
    public int? DatasetVersionNumber { get; init; }
    public int? PageSize { get; init; }
    public string? PageToken { get; init; }
}

internal sealed record ListDatasetsRequest
{
    public string? Group { get; init; }
    public string? Search { get; init; }
    public string? User { get; init; }
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? PageToken { get; init; }
}
