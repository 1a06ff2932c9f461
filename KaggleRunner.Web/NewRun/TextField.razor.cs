using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>A labelled text, list of lines, or choice; says what the config's value was when it differs.</summary>
public sealed partial class TextField
{
    [Parameter, EditorRequired]
    public required SettingsField<string> Field { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public int Lines { get; set; } = 1;

    [Parameter]
    public bool IsCode { get; set; }

    /// <summary>Values to choose from, each with its name; empty: free text.</summary>
    [Parameter]
    public IReadOnlyList<(string Value, string Name)> Options { get; set; } = [];

    [Parameter]
    public EventCallback OnChanged { get; set; }

    private string? Invalid => Field.Error is null ? null : "true";

    private string? Described => Field.Error is null && Hint is null ? null : Id + "-note";

    /// <summary>A config may name a value that is not on offer: it stays choosable.</summary>
    private IEnumerable<(string Value, string Name)> Choices =>
        new[] { Field.Base, Field.Value }
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(value =>
                !Options.Any(option => string.Equals(option.Value, value, StringComparison.OrdinalIgnoreCase))
            )
            .Select(value => (value, value))
            .Concat(Options);

    private Task TakeAsync(string? value)
    {
        Field.Set(value ?? "");
        return OnChanged.InvokeAsync();
    }

    private Task ResetAsync()
    {
        Field.Reset();
        return OnChanged.InvokeAsync();
    }

    private string Short(string value)
    {
        var name =
            Options.FirstOrDefault(option => string.Equals(option.Value, value, StringComparison.Ordinal)).Name
            ?? value.Split('\n')[0];
        return name.Length > 24 ? name[..23] + "…" : name;
    }
}
