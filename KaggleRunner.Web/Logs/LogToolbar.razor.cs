using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Logs;

/// <summary>The search and the buttons above a log; the script gives them their meaning, and they are never rendered again.</summary>
public sealed partial class LogToolbar
{
    /// <summary>The id of the viewer's element.</summary>
    [Parameter]
    [EditorRequired]
    public string Id { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public string RawPath { get; set; } = "";

    protected override bool ShouldRender() => false;
}
