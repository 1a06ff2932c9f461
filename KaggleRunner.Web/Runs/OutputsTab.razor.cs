using KaggleRunner.Core.Results;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The files that a run left, one of them shown.</summary>
public sealed partial class OutputsTab
{
    private int _limit = 500;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Artifact> Artifacts { get; set; }

    /// <summary>Outputs that were listed but not taken, each with the reason.</summary>
    [Parameter]
    public IReadOnlyList<CollectedOutput> Missing { get; set; } = [];

    /// <summary>The run's results folder.</summary>
    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    /// <summary>The path of the artifact shown; null: the first plot, else the first file.</summary>
    [Parameter]
    public string? Current { get; set; }

    [Parameter]
    public bool IsRunning { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Link { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Download { get; set; }

    /// <summary>From an HTML artifact's path to the short-lived address for a sandboxed frame.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Frame { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> AddressOf { get; set; }

    private Artifact? Selected =>
        Artifacts.FirstOrDefault(artifact => string.Equals(artifact.Path, Current, StringComparison.Ordinal))
        ?? Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactKind.Image)
        ?? (Artifacts.Count > 0 ? Artifacts[0] : null);
}
