using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>What SaveKernel is told: the script and how Kaggle is to run it.</summary>
public sealed record KernelPush
{
    public required KernelRef Kernel { get; init; }
    public required string Title { get; init; }
    public required string Source { get; init; }
    public bool IsPrivate { get; init; } = true;

    /// <summary>Kaggle's machine shape; null for CPU.</summary>
    public string? MachineShape { get; init; }
    public bool EnableInternet { get; init; } = true;
    public TimeSpan? Timeout { get; init; }
    public IReadOnlyList<string> Datasets { get; init; } = [];
    public IReadOnlyList<string> Competitions { get; init; } = [];
    public IReadOnlyList<string> Kernels { get; init; } = [];
    public IReadOnlyList<string> Models { get; init; } = [];
}

/// <summary>What a push made.</summary>
/// <param name="Kernel">The kernel as Kaggle names it: trust this one.</param>
/// <param name="Version">The version's number, from 1.</param>
/// <param name="Url">The kernel's page.</param>
public sealed record PushedVersion(KernelRef Kernel, int Version, string Url);

/// <summary>A kernel as GetKernel describes it, with the source of the version asked for.</summary>
public sealed record KernelInfo(KernelRef Kernel, int CurrentVersion, bool? IsPrivate, string Source);

/// <summary>A file that a session left: its name may hold folders and may be hostile.</summary>
public sealed record OutputFile(string Name, Uri Url);

/// <summary>An output as ListKernelFiles tells of it; null where Kaggle does not tell. Names may be hostile.</summary>
/// <param name="Size">In bytes.</param>
public sealed record KernelFile(string Name, long? Size, DateTimeOffset? CreatedAt);

/// <summary>Whose outputs are asked for.</summary>
/// <param name="Mark">What the log of the version has, and no other.</param>
/// <param name="IsInLog">True when the version's log is known to have it; else a list without files proves nothing.</param>
public sealed record OutputOwner(string Mark, bool IsInLog);
