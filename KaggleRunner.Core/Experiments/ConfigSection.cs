namespace KaggleRunner.Core.Experiments;

/// <summary>One layer of settings; what is null says nothing and leaves the layer below.</summary>
public sealed record ConfigSection
{
    public IReadOnlyList<string>? Args { get; init; }
    public string? KernelSlug { get; init; }
    public string? KernelTitle { get; init; }
    public bool? Private { get; init; }

    /// <summary><c>none</c>, <c>gpu</c>, <c>tpu</c> or a machine shape.</summary>
    public string? Accelerator { get; init; }
    public bool? Internet { get; init; }
    public TimeLimit? Timeout { get; init; }
    public IReadOnlyList<string>? Requirements { get; init; }
    public IReadOnlyList<string>? Packages { get; init; }
    public EditableInstall? Editable { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public IReadOnlyList<string>? Datasets { get; init; }
    public IReadOnlyList<string>? Competitions { get; init; }
    public IReadOnlyList<string>? Kernels { get; init; }
    public IReadOnlyList<string>? Models { get; init; }
    public IReadOnlyList<string>? PytestArgs { get; init; }
    public IReadOnlyList<string>? Include { get; init; }
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Each key's values replace those of the layer below.</summary>
    public IReadOnlyList<MatrixAxis>? Matrix { get; init; }

    /// <summary>In bytes.</summary>
    public long? MaxDownloadSize { get; init; }
    public IReadOnlyList<string>? DownloadInclude { get; init; }
    public IReadOnlyList<string>? DownloadExclude { get; init; }

    /// <summary>In bytes.</summary>
    public long? MaxDownloadTotal { get; init; }
}

/// <summary>A time limit that was set; null is <c>none</c>, Kaggle's own.</summary>
public sealed record TimeLimit(TimeSpan? Value);

/// <summary>Whether to install the project itself; null is <c>auto</c>.</summary>
public sealed record EditableInstall(bool? Value);

/// <summary>A settings file, read.</summary>
/// <param name="Path">Relative to the project's root.</param>
/// <param name="Targets">The targets it was written for; targets named elsewhere win.</param>
public sealed record ConfigFile(string Path, IReadOnlyList<string> Targets, ConfigSection Main, ConfigSection? Quick);
