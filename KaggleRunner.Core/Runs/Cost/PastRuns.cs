using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Cost;

/// <summary>How long the sessions of earlier runs of a target took: from their start to their end, without waiting and fetching.</summary>
/// <param name="Count">How many runs tell.</param>
/// <param name="Last">Of the newest of them.</param>
/// <param name="LastRun">The newest of them.</param>
/// <param name="HavePassed">False when no run has passed, so that the times are those of runs that failed or were ended.</param>
public sealed record PastRuns(int Count, TimeSpan Median, TimeSpan Last, RunId LastRun, bool HavePassed)
{
    private static readonly VerdictKind[] Telling =
    [
        VerdictKind.Passed,
        VerdictKind.Failed,
        VerdictKind.Error,
        VerdictKind.TimedOut,
    ];

    /// <summary>
    /// Of runs, newest first, those that tell most: passed ones on the same machine, else passed ones, else those that ended
    /// otherwise; null when none tells.
    /// </summary>
    internal static PastRuns? Of(
        IEnumerable<Run> runs,
        Target target,
        bool quick,
        string? accelerator,
        KaggleAccountKind account
    )
    {
        var ended = runs.Where(run =>
                run.Verdict is { } verdict
                && Telling.Contains(verdict.Kind)
                && run.Target == target
                && run.Settings.Quick == quick
                && SessionOf(run) is not null
            )
            .ToList();
        bool OnSameMachine(Run run) => run.Account == account && run.Settings.Accelerator == accelerator;
        bool HasPassed(Run run) => run.Verdict!.Kind == VerdictKind.Passed;
        List<Run>[] byWorth =
        [
            [.. ended.Where(run => HasPassed(run) && OnSameMachine(run))],
            [.. ended.Where(HasPassed)],
            [.. ended.Where(OnSameMachine)],
            ended,
        ];
        return byWorth.FirstOrDefault(group => group.Count > 0) is { } best
            ? new(
                best.Count,
                MiddleOf([.. best.Select(run => SessionOf(run)!.Value).Order()]),
                SessionOf(best[0])!.Value,
                best[0].Id,
                HasPassed(best[0])
            )
            : null;
    }

    private static TimeSpan? SessionOf(Run run) =>
        run.Steps.LastOrDefault(step => step.Kind == RunStepKind.Running) is { EndedAt: { } ended } step
            ? ended - step.StartedAt
            : null;

    private static TimeSpan MiddleOf(IReadOnlyList<TimeSpan> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
