using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>Icon and word of a state.</summary>
public sealed partial class StateBadge
{
    [Parameter, EditorRequired]
    public RunState State { get; set; }

    [Parameter]
    public int Size { get; set; } = 16;
}
