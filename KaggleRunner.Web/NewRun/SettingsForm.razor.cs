using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The settings of the run to come; complaints stand at the field they are about.</summary>
public sealed partial class SettingsForm
{
    private bool? _isMoreOpen;

    [Parameter, EditorRequired]
    public required SettingsDraft Draft { get; set; }

    /// <summary>What target and config come to.</summary>
    [Parameter, EditorRequired]
    public required RunPlan Plan { get; set; }

    /// <summary>The config files of the project, relative to its root.</summary>
    [Parameter]
    public IReadOnlyList<string> Configs { get; set; } = [];

    /// <summary>Null: found by the target's name; empty: none.</summary>
    [Parameter]
    public string? Config { get; set; }

    [Parameter]
    public bool Quick { get; set; }

    /// <summary>What is known to go wrong with the accelerator, in sentences.</summary>
    [Parameter]
    public IReadOnlyList<string> Traps { get; set; } = [];

    [Parameter]
    public EventCallback<string?> OnConfig { get; set; }

    [Parameter]
    public EventCallback OnEditConfig { get; set; }

    [Parameter]
    public EventCallback OnNewConfig { get; set; }

    [Parameter]
    public EventCallback<bool> OnQuick { get; set; }

    /// <summary>Raised after each change of a field.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private static IReadOnlyList<(string Value, string Name)> Accelerators { get; } =
    [.. AcceleratorChoice.All.Select(choice => (choice.Shape, choice.Name))];

    private bool IsPytest => Plan.Target?.Kind == TargetKind.Pytest;

    /// <summary>Opened by the first thing in it that differs or is wrong; from then on as the user leaves it.</summary>
    private bool IsMoreOpen =>
        _isMoreOpen ??=
            Draft.Packages.IsChanged
            || Draft.Environment.IsChanged
            || Draft.KernelSlug.IsChanged
            || Draft.KernelTitle.IsChanged
            || Draft.Private.IsChanged;

    private Task ResetAllAsync()
    {
        Draft.ResetAll();
        return OnChanged.InvokeAsync();
    }
}
