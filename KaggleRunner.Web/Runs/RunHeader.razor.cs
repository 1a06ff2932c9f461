using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What ran, of which commit, how it stands, and what can be done about it.</summary>
public sealed partial class RunHeader
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>True while an action is being carried out.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    [Parameter]
    public EventCallback OnRerun { get; set; }

    private RunState State => RunStates.Of(Run);
}
