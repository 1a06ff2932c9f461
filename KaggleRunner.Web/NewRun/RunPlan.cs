using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>What the choices on the page come to: the settings before the user's own changes, or what is wrong and where.</summary>
public sealed record RunPlan
{
    public static RunPlan Empty { get; } = new();

    public Target? Target { get; init; }
    public string? TargetError { get; init; }

    /// <summary>The config that the target's name leads to; null when there is none.</summary>
    public string? FoundConfig { get; init; }
    public string? ConfigError { get; init; }

    /// <summary>Defaults, config and quick section; null when one of them cannot be read.</summary>
    public RunSettings? Base { get; init; }
}

/// <summary>What would be pushed as things stand.</summary>
/// <param name="Settings">Null when they cannot be resolved.</param>
/// <param name="Problem">Why there is no script, or why it would be refused; null when all is well.</param>
public sealed record RunPreview(RunSettings? Settings, string Script, string Metadata, string? Problem)
{
    public static RunPreview Empty { get; } = new(null, "", "", null);
}
