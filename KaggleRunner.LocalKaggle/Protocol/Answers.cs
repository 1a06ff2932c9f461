namespace KaggleRunner.LocalKaggle.Protocol;

internal sealed record FaultAnswer(int Code, string Message);

internal sealed record HealthAnswer(string Service);

internal sealed record EmptyAnswer;

internal sealed record IntrospectTokenResponse(bool Active, string? Username);

internal sealed record GenerateAccessTokenResponse(string Token, long ExpiresIn, string UserName, long UserId);

internal sealed record SaveKernelResponse
{
    public string? Ref { get; init; }
    public string? Url { get; init; }
    public int? VersionNumber { get; init; }
    public long? KernelId { get; init; }
    public string? Error { get; init; }
    public IReadOnlyList<string>? InvalidDatasetSources { get; init; }
    public IReadOnlyList<string>? InvalidCompetitionSources { get; init; }
    public IReadOnlyList<string>? InvalidKernelSources { get; init; }
    public IReadOnlyList<string>? InvalidModelSources { get; init; }
}

/// <summary>A state left out is QUEUED, the enum's value 0.</summary>
internal sealed record SessionStatusResponse(SessionState? Status, string? FailureMessage);

internal sealed record SessionOutputResponse(
    IReadOnlyList<OutputFileAnswer>? Files,
    string? Log,
    string? NextPageToken
);

internal sealed record OutputFileAnswer(string Url, string FileName);

internal sealed record KernelFilesResponse(IReadOnlyList<KernelFileAnswer>? Files, string? NextPageToken);

internal sealed record KernelFileAnswer(string Name, long Size, string CreationDate);

internal sealed record DeleteKernelResponse(string? ErrorMessage);

internal sealed record CancelResponse(string? ErrorMessage);

internal sealed record QuotaResponse(string QuotaRefreshTime, QuotaAnswer GpuQuota, QuotaAnswer TpuQuota);

internal sealed record QuotaAnswer(
    bool HasEverRun,
    string MinimumTimeAllowed,
    string TimeReserved,
    string TimeUsed,
    string TotalTimeAllowed
);
