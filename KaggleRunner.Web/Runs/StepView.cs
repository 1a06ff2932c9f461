using System.Globalization;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Runs;

public enum StepLook
{
    /// <summary>Not reached yet.</summary>
    Pending,
    Active,
    Done,

    /// <summary>Where the run ended without passing.</summary>
    Broken,

    /// <summary>Never reached, and never will be.</summary>
    Skipped,
}

/// <summary>One step of the bar at the top of a run.</summary>
public sealed record StepView(RunStepKind Kind, string Name, StepLook Look, string Duration)
{
    /// <summary>All steps in the order in which they happen, as they stand at <paramref name="now"/>.</summary>
    public static IReadOnlyList<StepView> Of(Run run, DateTimeOffset now) =>
        [.. Enum.GetValues<RunStepKind>().Select(kind => Of(run, kind, now))];

    private static StepView Of(Run run, RunStepKind kind, DateTimeOffset now)
    {
        var step = run.Steps.LastOrDefault(begun => begun.Kind == kind);
        if (step is null)
        {
            return new StepView(kind, Named(run, kind), run.HasEnded ? StepLook.Skipped : StepLook.Pending, "");
        }

        var isActive = step.EndedAt is null && !run.HasEnded && ReferenceEquals(step, run.CurrentStep);
        var ended = step.EndedAt ?? run.EndedAt ?? now;
        return new StepView(
            kind,
            Named(run, kind),
            isActive ? StepLook.Active
                : IsBroken(run, step) ? StepLook.Broken
                : StepLook.Done,
            isActive ? HumanText.Ticking(now - step.StartedAt) : HumanText.Duration(ended - step.StartedAt)
        );
    }

    private static bool IsBroken(Run run, RunStep step)
    {
        if (run.Verdict is null or { Kind: VerdictKind.Passed })
        {
            return false;
        }

        // What a kernel reported is its running step's; outputs are collected after that all the same.
        var culprit = run.Steps.LastOrDefault(begun => begun.Kind == RunStepKind.Running);
        return ReferenceEquals(step, culprit ?? run.CurrentStep);
    }

    private static string Named(Run run, RunStepKind kind) =>
        kind == RunStepKind.Push && run.Version is { } version
            ? "Push v" + version.ToString(CultureInfo.InvariantCulture)
            : kind.ToString();
}
