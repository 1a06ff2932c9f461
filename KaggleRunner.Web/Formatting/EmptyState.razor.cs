using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Formatting;

/// <summary>A page with nothing to show says so, why, and what to do.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
