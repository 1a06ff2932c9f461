using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Palette;

/// <summary>A text with the letters marked that were found in it.</summary>
public sealed partial class MarkedText
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public IReadOnlyList<int> Hits { get; set; } = [];
}
