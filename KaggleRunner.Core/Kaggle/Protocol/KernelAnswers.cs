using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

internal sealed record SaveKernelAnswer
{
    /// <summary><c>/code/owner/slug</c>.</summary>
    public string? Ref { get; init; }
    public string? Url { get; init; }
    public int? VersionNumber { get; init; }
    public IReadOnlyList<string>? InvalidDatasetSources { get; init; }
    public IReadOnlyList<string>? InvalidCompetitionSources { get; init; }
    public IReadOnlyList<string>? InvalidKernelSources { get; init; }
    public IReadOnlyList<string>? InvalidModelSources { get; init; }

    /// <summary>Sources that Kaggle does not know, each with its kind.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> InvalidSources =>
        [
            .. Named("dataset", InvalidDatasetSources),
            .. Named("competition", InvalidCompetitionSources),
            .. Named("kernel", InvalidKernelSources),
            .. Named("model", InvalidModelSources),
        ];

    private static IEnumerable<string> Named(string kind, IReadOnlyList<string>? names) =>
        (names ?? []).Select(name => $"{kind} {name}");
}

internal sealed record SessionStatusAnswer
{
    /// <summary>Left out by the sender when QUEUED, its value 0.</summary>
    [JsonConverter(typeof(SessionStateConverter))]
    public SessionState Status { get; init; }
    public string? FailureMessage { get; init; }
}

internal sealed record ListOutputAnswer
{
    public IReadOnlyList<OutputFileAnswer?>? Files { get; init; }

    /// <summary>The session's log as a string of JSON, of which the transport leaves a mark only.</summary>
    public JsonElement? Log { get; init; }
    public string? NextPageToken { get; init; }
}

internal sealed record OutputFileAnswer(string? Url, string? FileName);

internal sealed record ListFilesAnswer
{
    /// <summary>Each read by itself: one that cannot be read must not hide the others.</summary>
    public IReadOnlyList<JsonElement>? Files { get; init; }
    public string? NextPageToken { get; init; }
}

internal sealed record KernelFileAnswer
{
    public string? Name { get; init; }
    public long? Size { get; init; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreationDate { get; init; }
}

internal sealed record GetKernelAnswer
{
    public KernelMetadataAnswer? Metadata { get; init; }
    public KernelBlobAnswer? Blob { get; init; }
}

internal sealed record KernelMetadataAnswer
{
    public string? Ref { get; init; }
    public string? Title { get; init; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastRunTime { get; init; }
    public string? Language { get; init; }
    public string? KernelType { get; init; }
    public bool? IsPrivate { get; init; }
    public bool? EnableGpu { get; init; }
    public bool? EnableTpu { get; init; }
    public bool? EnableInternet { get; init; }
    public string? MachineShape { get; init; }
    public IReadOnlyList<string?>? DatasetDataSources { get; init; }
    public IReadOnlyList<string?>? CompetitionDataSources { get; init; }
    public IReadOnlyList<string?>? KernelDataSources { get; init; }
    public IReadOnlyList<string?>? ModelDataSources { get; init; }
    public int? CurrentVersionNumber { get; init; }
}

internal sealed record ListKernelsAnswer
{
    /// <summary>Each read by itself: one that cannot be read must not hide the others.</summary>
    public IReadOnlyList<JsonElement>? Kernels { get; init; }
    public string? NextPageToken { get; init; }
}

internal sealed record KernelBlobAnswer(string? Source);

/// <summary>An answer of which only success matters.</summary>
internal sealed record EmptyAnswer;

internal sealed record QuotaAnswer
{
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? QuotaRefreshTime { get; init; }
    public AcceleratorQuotaAnswer? GpuQuota { get; init; }
    public AcceleratorQuotaAnswer? TpuQuota { get; init; }
}

internal sealed record AcceleratorQuotaAnswer
{
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? TimeReserved { get; init; }

    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? TimeUsed { get; init; }

    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? TotalTimeAllowed { get; init; }
}
