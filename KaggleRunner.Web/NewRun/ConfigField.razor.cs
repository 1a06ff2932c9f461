using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>Which settings file takes part; opens it, or a new one.</summary>
public sealed partial class ConfigField
{
    private const string Auto = "?auto";
    private const string NoConfig = "?none";

    [Parameter, EditorRequired]
    public required RunPlan Plan { get; set; }

    /// <summary>The config files of the project, relative to its root.</summary>
    [Parameter]
    public IReadOnlyList<string> Configs { get; set; } = [];

    /// <summary>Null: found by the target's name; empty: none.</summary>
    [Parameter]
    public string? Config { get; set; }

    [Parameter]
    public EventCallback<string?> OnConfig { get; set; }

    [Parameter]
    public EventCallback OnEdit { get; set; }

    [Parameter]
    public EventCallback OnNew { get; set; }

    private string AutoName =>
        Plan.FoundConfig is { } found ? $"{System.IO.Path.GetFileName(found)} (found by name)"
        : Plan is { IsUnsaved: true, ConfigPath: { } path } && Config is null
            ? $"{System.IO.Path.GetFileName(path)} (new)"
        : "None found for this target";

    private Task ChooseAsync(ChangeEventArgs e) =>
        OnConfig.InvokeAsync(
            e.Value?.ToString() switch
            {
                Auto => null,
                NoConfig => "",
                var path => path,
            }
        );
}
