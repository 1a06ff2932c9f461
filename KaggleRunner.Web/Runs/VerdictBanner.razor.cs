using System.Globalization;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>How the run ended, with the sentence that explains it, the first error, and what helps against a known cause.</summary>
public sealed partial class VerdictBanner
{
    [Parameter, EditorRequired]
    public required Verdict Verdict { get; set; }

    /// <summary>Why it did not pass; null while that is looked for, and when nothing more is known.</summary>
    [Parameter]
    public FailureExplanation? Failure { get; set; }

    [Parameter]
    public int FailedTests { get; set; }

    /// <summary>Where the failures are shown; null while they are.</summary>
    [Parameter]
    public string? FailuresAddress { get; set; }

    /// <summary>Where the log is shown; lines are added behind <c>#</c>.</summary>
    [Parameter]
    public string? LogAddress { get; set; }

    private RunState State => RunStates.Of(Verdict.Kind);

    private string LineAddress(int line) => string.Create(CultureInfo.InvariantCulture, $"{LogAddress}#L{line}");
}
