using KaggleRunner.Core.Results;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>The plots of a finished run, on its first screen.</summary>
public sealed partial class PlotStrip
{
    private const int Most = 6;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Artifact> Plots { get; set; }

    /// <summary>From an artifact's path to the address of its bytes.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Link { get; set; }

    /// <summary>From an artifact's path to the page that shows it.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> AddressOf { get; set; }

    /// <summary>The page that shows all of them.</summary>
    [Parameter, EditorRequired]
    public required string AllAddress { get; set; }
}
