using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>A box to tick; says what the config's value was when it differs.</summary>
public sealed partial class CheckField
{
    [Parameter, EditorRequired]
    public required SettingsField<bool> Field { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    private Task TakeAsync(ChangeEventArgs e)
    {
        Field.Set(e.Value is true);
        return OnChanged.InvokeAsync();
    }

    private Task ResetAsync()
    {
        Field.Reset();
        return OnChanged.InvokeAsync();
    }
}
