namespace KaggleRunner.LocalKaggle.Protocol;

internal sealed record GetKernelResponse(KernelMetadata Metadata, KernelBlob Blob);

internal sealed record ListKernelsResponse(IReadOnlyList<KernelMetadata>? Kernels, string? NextPageToken);

internal sealed record KernelBlob(string Source, string Language, string KernelType, string Slug);

internal sealed record KernelMetadata
{
    public required long Id { get; init; }
    public required string Ref { get; init; }
    public required string Title { get; init; }
    public required string Author { get; init; }
    public required string Slug { get; init; }
    public string? LastRunTime { get; init; }
    public required string Language { get; init; }
    public required string KernelType { get; init; }
    public bool IsPrivate { get; init; }
    public bool EnableGpu { get; init; }
    public bool EnableTpu { get; init; }
    public bool EnableInternet { get; init; }
    public IReadOnlyList<string>? CategoryIds { get; init; }
    public IReadOnlyList<string>? DatasetDataSources { get; init; }
    public IReadOnlyList<string>? KernelDataSources { get; init; }
    public IReadOnlyList<string>? CompetitionDataSources { get; init; }
    public IReadOnlyList<string>? ModelDataSources { get; init; }
    public int TotalVotes { get; init; }
    public int? CurrentVersionNumber { get; init; }
    public string? DockerImage { get; init; }
    public string? MachineShape { get; init; }
}
