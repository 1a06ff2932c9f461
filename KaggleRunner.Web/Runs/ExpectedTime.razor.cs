using KaggleRunner.Web.Charts;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The expected end by earlier runs; gives way to a progress bar in the log, which knows better and is shown itself.</summary>
public sealed partial class ExpectedTime : ObservedRun
{
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    /// <summary>How it is known.</summary>
    [Parameter]
    public string Source { get; set; } = "";
}
