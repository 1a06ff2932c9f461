namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary><c>request.json</c>: how a version is to run.</summary>
internal sealed record VersionRecord
{
    public required Accelerator Accelerator { get; init; }
    public bool EnableGpu { get; init; }
    public bool EnableTpu { get; init; }
    public bool EnableInternet { get; init; }
    public string? MachineShape { get; init; }
    public int? TimeoutSeconds { get; init; }
    public IReadOnlyList<string>? Categories { get; init; }
    public IReadOnlyList<string>? Datasets { get; init; }
    public IReadOnlyList<string>? Kernels { get; init; }
    public IReadOnlyList<string>? Competitions { get; init; }
    public IReadOnlyList<string>? Models { get; init; }
}
