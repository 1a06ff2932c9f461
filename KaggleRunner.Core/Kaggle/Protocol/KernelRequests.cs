namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>SaveKernel, with the fields in the order in which the official tool sends them.</summary>
internal sealed record SaveKernelRequest
{
    public required string Slug { get; init; }
    public required string NewTitle { get; init; }
    public required string Text { get; init; }
    public string Language { get; init; } = "python";
    public string KernelType { get; init; } = "script";
    public IReadOnlyList<string>? DatasetDataSources { get; init; }
    public IReadOnlyList<string>? KernelDataSources { get; init; }
    public IReadOnlyList<string>? CompetitionDataSources { get; init; }
    public IReadOnlyList<string>? ModelDataSources { get; init; }
    public bool IsPrivate { get; init; }
    public bool EnableGpu { get; init; }
    public bool EnableInternet { get; init; }
    public bool EnableTpu { get; init; }
    public int? SessionTimeoutSeconds { get; init; }
    public string? MachineShape { get; init; }

    public static SaveKernelRequest From(KernelPush push) =>
        new()
        {
            Slug = push.Kernel.ToString(),
            NewTitle = push.Title,
            Text = push.Source,
            DatasetDataSources = Filled(push.Datasets),
            KernelDataSources = Filled(push.Kernels),
            CompetitionDataSources = Filled(push.Competitions),
            ModelDataSources = Filled(push.Models),
            IsPrivate = push.IsPrivate,
            EnableGpu = IsShape(push, "Nvidia") || IsShape(push, "Gpu"),
            EnableInternet = push.EnableInternet,
            EnableTpu = IsShape(push, "Tpu"),
            SessionTimeoutSeconds = push.Timeout is { } limit ? (int)Math.Ceiling(limit.TotalSeconds) : null,
            MachineShape = string.IsNullOrEmpty(push.MachineShape) ? null : push.MachineShape,
        };

    private static bool IsShape(KernelPush push, string family) =>
        push.MachineShape?.StartsWith(family, StringComparison.OrdinalIgnoreCase) is true;

    private static IReadOnlyList<string>? Filled(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}

/// <summary>GetKernelSessionStatus, GetKernel and, without a version, DeleteKernel.</summary>
internal sealed record KernelRequest(string UserName, string KernelSlug, string? VersionLabel);

/// <summary>ListKernelSessionOutput and ListKernelFiles.</summary>
internal sealed record ListOutputRequest(
    string UserName,
    string KernelSlug,
    int PageSize,
    string? PageToken,
    string? VersionLabel
);

/// <summary>ListKernels: a page by its number, or by the token that the page before gave.</summary>
internal sealed record ListKernelsRequest(string Group, string SortBy, int? Page, int PageSize, string? PageToken);

internal sealed record CancelSessionRequest(long KernelSessionId);

internal sealed record EmptyRequest;
