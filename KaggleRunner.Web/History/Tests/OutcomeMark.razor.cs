using KaggleRunner.Core.History.Tests;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Tests;

/// <summary>How a test ended: drawing, colour and word.</summary>
public sealed partial class OutcomeMark
{
    [Parameter, EditorRequired]
    public TestOutcome Outcome { get; set; }

    /// <summary>What went wrong, in a line.</summary>
    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public bool ShowWord { get; set; } = true;

    private string Words => Title is { Length: > 0 } title ? $"{Outcome.Word()}: {title}" : Outcome.Word();

    private string Glyph =>
        Outcome switch
        {
            TestOutcome.Passed or TestOutcome.XPassed => Glyphs.Passed,
            TestOutcome.Failed => Glyphs.Failed,
            TestOutcome.Error => Glyphs.Error,
            _ => Glyphs.Cancelled,
        };
}
