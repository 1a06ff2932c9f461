using KaggleRunner.Core.Runs;
using KaggleRunner.Web.NewRun;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>What ran, of which commit, how it stands, and what can be done about it.</summary>
public sealed partial class RunHeader
{
    /// <summary>Settings that differ from the run before; the rest of them stands in the details.</summary>
    private const int MostChanges = 4;

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

    private static string Words(SettingsChange change) =>
        $"{SettingsSince.NameOf(change)} {SettingsSince.Word(change.Before)} → {SettingsSince.Word(change.After)}";
}
