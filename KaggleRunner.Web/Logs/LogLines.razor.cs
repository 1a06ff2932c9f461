using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Logs;

/// <summary>Where a log's lines are drawn: empty until the script fills it, and never rendered again.</summary>
public sealed partial class LogLines
{
    private static readonly (string Name, string Glyph)[] Icons =
    [
        ("arrow", Glyphs.ChevronDown),
        ("passed", Glyphs.Passed),
        ("failed", Glyphs.Failed),
        ("skipped", Glyphs.Cancelled),
        ("stopped", Glyphs.Cancelled),
        ("running", Glyphs.Running),
    ];

    [Parameter]
    [EditorRequired]
    public string EmptyText { get; set; } = "";

    /// <summary>What lies over the lines.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override bool ShouldRender() => false;
}
