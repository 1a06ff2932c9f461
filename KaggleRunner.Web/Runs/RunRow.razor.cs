using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>A run in the table; a card on a phone.</summary>
public sealed partial class RunRow
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Parameter]
    public bool ShowProject { get; set; }

    /// <summary>The addresses of the run's plots.</summary>
    [Parameter]
    public IReadOnlyList<string> Plots { get; set; } = [];
}
