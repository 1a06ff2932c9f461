using System.Globalization;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>What stands above every page.</summary>
public sealed record ServerView(DateTimeOffset Now, string Address, IReadOnlyList<string> Faults, int? FaultSeed);

public sealed record OverviewView(
    ServerView Server,
    IReadOnlyList<VersionView> Kernels,
    int Hidden,
    IReadOnlyList<QuotaView> Quotas
);

public sealed record KernelView(
    ServerView Server,
    string Title,
    VersionView Shown,
    IReadOnlyList<VersionView> Versions,
    int? Older,
    OutputsView Outputs
);

/// <summary>A version and its session.</summary>
public sealed record VersionView
{
    public required string Kernel { get; init; }
    public required int Number { get; init; }
    public required long Session { get; init; }
    public required StateView State { get; init; }
    public required string Accelerator { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Message { get; init; }
    public string? Isolation { get; init; }
    public required bool IsOver { get; init; }
    public bool IsPrivate { get; init; }
    public string Path => $"/status/kernels/{string.Join('/', Kernel.Split('/').Select(Uri.EscapeDataString))}";
    public string PathOfVersion => string.Create(CultureInfo.InvariantCulture, $"{Path}?version={Number}");
}

public sealed record OutputsView(IReadOnlyList<OutputView> Files, int Hidden);

public sealed record OutputView(string Name, long Size, string Path);

public sealed record QuotaView(string Name, string Used, string Total);

/// <summary>A state in icon, word and colour.</summary>
public sealed record StateView(string Icon, string Word, string Style);
