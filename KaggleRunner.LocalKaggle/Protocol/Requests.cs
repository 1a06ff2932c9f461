namespace KaggleRunner.LocalKaggle.Protocol;

internal sealed record SaveKernelRequest
{
    public long? Id { get; init; }
    public string? Slug { get; init; }
    public string? NewTitle { get; init; }
    public string? Text { get; init; }
    public string? Language { get; init; }
    public string? KernelType { get; init; }
    public IReadOnlyList<string>? DatasetDataSources { get; init; }
    public IReadOnlyList<string>? KernelDataSources { get; init; }
    public IReadOnlyList<string>? CompetitionDataSources { get; init; }
    public IReadOnlyList<string>? ModelDataSources { get; init; }
    public IReadOnlyList<string>? CategoryIds { get; init; }
    public bool? IsPrivate { get; init; }
    public bool? EnableGpu { get; init; }
    public bool? EnableTpu { get; init; }
    public bool? EnableInternet { get; init; }
    public string? MachineShape { get; init; }
    public string? DockerImagePinningType { get; init; }
    public string? DockerImage { get; init; }
    public int? SessionTimeoutSeconds { get; init; }
    public string? KernelExecutionType { get; init; }
}

/// <summary>Names a version's session: the body of most reads.</summary>
internal sealed record SessionRequest
{
    public string? UserName { get; init; }
    public string? KernelSlug { get; init; }
    public string? VersionLabel { get; init; }
    public int? PageSize { get; init; }
    public string? PageToken { get; init; }
}

internal sealed record KernelRequest(string? UserName, string? KernelSlug);

internal sealed record DownloadKernelOutputRequest(
    string? OwnerSlug,
    string? KernelSlug,
    string? FilePath,
    int? VersionNumber
);

internal sealed record ListKernelsRequest
{
    public string? Competition { get; init; }
    public string? Dataset { get; init; }
    public string? ParentKernel { get; init; }
    public string? Group { get; init; }
    public string? KernelType { get; init; }
    public string? Language { get; init; }
    public string? OutputType { get; init; }
    public string? SortBy { get; init; }
    public string? Search { get; init; }
    public string? User { get; init; }
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? PageToken { get; init; }
}

internal sealed record LogsStreamRequest(
    long? KernelSessionId,
    string? UserName,
    string? KernelSlug,
    string? VersionLabel
);

internal sealed record CancelKernelSessionRequest(long KernelSessionId);

internal sealed record IntrospectTokenRequest(string? Token);

internal sealed record GenerateAccessTokenRequest(string? RefreshToken, string? ApiVersion, string? ExpirationDuration);

internal sealed record ExpireApiTokenRequest(string? Token, string? Reason);

internal sealed record EmptyRequest;
