using System.Globalization;
using System.Text.Json;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>One value of a JSON document, its parts only when it is open.</summary>
public sealed partial class JsonNodeView
{
    private const int Page = 100;
    private const int LongestText = 2000;
    private int _limit = Page;
    private int _count;
    private bool _isOpen;

    [Parameter]
    public string? Name { get; set; }

    [Parameter, EditorRequired]
    public required JsonElement Value { get; set; }

    /// <summary>Open from the beginning.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    private string Summary =>
        Value.ValueKind == JsonValueKind.Array
            ? $"[{HumanText.Count(_count, "item")}]"
            : $"{{{HumanText.Count(_count, "key")}}}";

    private string Text
    {
        get
        {
            var text = Value.GetRawText();
            return text.Length <= LongestText ? text : $"{text[..LongestText]}…";
        }
    }

    private IEnumerable<(string Name, JsonElement Value)> Children =>
        Value.ValueKind == JsonValueKind.Array
            ? Value.EnumerateArray().Select((item, at) => (at.ToString(CultureInfo.InvariantCulture), item))
            : Value.EnumerateObject().Select(part => (part.Name, part.Value));

    protected override void OnInitialized()
    {
        _isOpen = IsOpen;
        _count = Value.ValueKind switch
        {
            JsonValueKind.Array => Value.GetArrayLength(),
            JsonValueKind.Object => Value.GetPropertyCount(),
            _ => 0,
        };
    }
}
