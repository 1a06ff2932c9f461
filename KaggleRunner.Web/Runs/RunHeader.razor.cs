using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What ran, of which commit, how it stands, and what can be done about it.</summary>
public sealed partial class RunHeader
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>The run of this target before it; null for the first one.</summary>
    [Parameter]
    public Run? Previous { get; set; }

    /// <summary>Where the difference to that one is shown.</summary>
    [Parameter]
    public string DetailsAddress { get; set; } = "";

    /// <summary>True while an action is being carried out.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    [Parameter]
    public EventCallback<RerunKind> OnRerun { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private RunState State => RunStates.Of(Run);
}
