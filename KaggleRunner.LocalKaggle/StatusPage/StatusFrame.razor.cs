using Microsoft.AspNetCore.Components;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>The document around each page.</summary>
public sealed partial class StatusFrame
{
    [Parameter]
    public string Title { get; set; } = "";

    [Parameter]
    public string? FormToken { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public ServerView? Server { get; set; }
}
