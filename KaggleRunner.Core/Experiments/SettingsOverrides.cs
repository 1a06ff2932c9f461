namespace KaggleRunner.Core.Experiments;

/// <summary>What the page or the command line sets itself; null leaves the config's value.</summary>
public sealed record SettingsOverrides
{
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary><c>none</c>, <c>gpu</c>, <c>tpu</c> or any machine shape.</summary>
    public string? Accelerator { get; init; }
    public TimeSpan? Timeout { get; init; }

    /// <summary>Leaves the limit to Kaggle; wins over <see cref="Timeout"/>.</summary>
    public bool NoTimeout { get; init; }
    public bool? Internet { get; init; }
    public string? KernelSlug { get; init; }
    public string? KernelTitle { get; init; }
    public bool? Private { get; init; }
    public IReadOnlyList<string>? PytestArgs { get; init; }
    public IReadOnlyList<string>? Packages { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Each key's values replace those of the config's matrix; other keys are added to it.</summary>
    public IReadOnlyList<MatrixAxis>? Matrix { get; init; }
}
