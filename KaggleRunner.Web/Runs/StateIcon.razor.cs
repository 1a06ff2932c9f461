using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The icon of a state in its colour; its meaning is said by the word beside it.</summary>
public sealed partial class StateIcon
{
    [Parameter, EditorRequired]
    public RunState State { get; set; }

    [Parameter]
    public int Size { get; set; } = 16;

    private string Class => $"kr-state-{State.Colour()}";
}
