using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The settings of the run to come; complaints stand at the field they are about.</summary>
public sealed partial class SettingsForm
{
    private const string Auto = "?auto";
    private const string NoConfig = "?none";
    private bool? _isMoreOpen;

    [Parameter, EditorRequired]
    public required SettingsDraft Draft { get; set; }

    /// <summary>The config files of the project, relative to its root.</summary>
    [Parameter]
    public IReadOnlyList<string> Configs { get; set; } = [];

    /// <summary>Null: found by the target's name; empty: none.</summary>
    [Parameter]
    public string? Config { get; set; }

    /// <summary>The config that the target's name leads to; null when there is none.</summary>
    [Parameter]
    public string? FoundConfig { get; set; }

    [Parameter]
    public string? ConfigError { get; set; }

    [Parameter]
    public bool Quick { get; set; }

    [Parameter]
    public bool IsPytest { get; set; }

    [Parameter]
    public EventCallback<string?> OnConfig { get; set; }

    [Parameter]
    public EventCallback<bool> OnQuick { get; set; }

    /// <summary>Raised after each change of a field.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private static IReadOnlyList<(string Value, string Name)> Accelerators { get; } =
    [.. AcceleratorChoice.All.Select(choice => (choice.Shape, choice.Name))];

    /// <summary>Opened by the first thing in it that differs or is wrong; from then on as the user leaves it.</summary>
    private bool IsMoreOpen =>
        _isMoreOpen ??=
            Draft.Packages.IsChanged
            || Draft.Environment.IsChanged
            || Draft.KernelSlug.IsChanged
            || Draft.KernelTitle.IsChanged
            || Draft.Private.IsChanged;

    private Task ChooseConfigAsync(ChangeEventArgs e) =>
        OnConfig.InvokeAsync(
            e.Value?.ToString() switch
            {
                Auto => null,
                NoConfig => "",
                var path => path,
            }
        );

    private Task ResetAllAsync()
    {
        Draft.ResetAll();
        return OnChanged.InvokeAsync();
    }
}
