using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>How the run ended, with the sentence that explains it.</summary>
public sealed partial class VerdictBanner
{
    [Parameter, EditorRequired]
    public required Verdict Verdict { get; set; }

    [Parameter]
    public int FailedTests { get; set; }

    /// <summary>Where the failures are shown; null while they are.</summary>
    [Parameter]
    public string? FailuresAddress { get; set; }

    private RunState State => RunStates.Of(Verdict.Kind);
}
