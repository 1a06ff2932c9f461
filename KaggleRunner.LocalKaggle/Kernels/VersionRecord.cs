using System.Text.Json.Serialization;
using KaggleRunner.LocalKaggle.Inputs;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary><c>request.json</c>: how a version is to run.</summary>
internal sealed record VersionRecord
{
    public required Accelerator Accelerator { get; init; }

    /// <summary><c>script</c> or <c>notebook</c>; versions of older servers have none and are scripts.</summary>
    public string? KernelType { get; init; }
    public bool EnableGpu { get; init; }
    public bool EnableTpu { get; init; }
    public bool EnableInternet { get; init; }
    public string? MachineShape { get; init; }
    public string? DockerImage { get; init; }
    public string? DockerImagePinningType { get; init; }

    /// <summary>The time limit in seconds, Kaggle's limits applied.</summary>
    public int? TimeoutSeconds { get; init; }
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The sources that were asked for and may be used.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }
    public IReadOnlyList<string>? Kernels { get; init; }
    public IReadOnlyList<string>? Competitions { get; init; }
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>What the session reads, at the versions of the time of the push.</summary>
    public IReadOnlyList<InputPin>? Inputs { get; init; }

    [JsonIgnore]
    public bool IsNotebook => KernelType == KernelForm.Notebook;
}
