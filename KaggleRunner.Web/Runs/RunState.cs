using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Layout;

namespace KaggleRunner.Web.Runs;

/// <summary>What a run looks like at a glance: its verdict, or what it does until it has one.</summary>
public enum RunState
{
    Queued,
    Running,
    Stopping,
    Passed,
    Failed,
    Error,
    Infrastructure,
    TimedOut,
    Cancelled,
}

public static class RunStates
{
    /// <summary>What can be filtered by; a stopping run counts as running.</summary>
    public static IReadOnlyList<RunState> Filters { get; } =
    [
        RunState.Running,
        RunState.Passed,
        RunState.Failed,
        RunState.Error,
        RunState.TimedOut,
        RunState.Cancelled,
        RunState.Infrastructure,
    ];

    public static RunState Of(Run run) =>
        run.Verdict is { } verdict ? Of(verdict.Kind)
        : run.CancelRequestedAt is not null ? RunState.Stopping
        // What is told while outputs are fetched is how far that is.
        : run.CurrentStep is { Kind: RunStepKind.Collect } ? RunState.Running
        : run.Waiting is not null || run.CurrentStep is null or { Kind: RunStepKind.Queued } ? RunState.Queued
        : RunState.Running;

    public static RunState Of(VerdictKind kind) =>
        kind switch
        {
            VerdictKind.Passed => RunState.Passed,
            VerdictKind.Failed => RunState.Failed,
            VerdictKind.Infrastructure => RunState.Infrastructure,
            VerdictKind.TimedOut => RunState.TimedOut,
            VerdictKind.Cancelled => RunState.Cancelled,
            _ => RunState.Error,
        };

    public static string Word(this RunState state) =>
        state switch
        {
            RunState.Stopping => "Stopping",
            RunState.TimedOut => "Timed out",
            _ => state.ToString(),
        };

    /// <summary>The name in style sheets and addresses, for example <c>timed-out</c>.</summary>
    public static string Key(this RunState state) =>
        state == RunState.TimedOut ? "timed-out" : state.ToString().ToLowerInvariant();

    /// <summary>The name of its colour: <c>kr-state-…</c> in the style sheets.</summary>
    public static string Colour(this RunState state) => state == RunState.Stopping ? "running" : state.Key();

    /// <summary>Its drawing.</summary>
    public static string Glyph(this RunState state) =>
        state switch
        {
            RunState.Passed => Glyphs.Passed,
            RunState.Failed => Glyphs.Failed,
            RunState.Error => Glyphs.Error,
            RunState.Infrastructure => Glyphs.Infrastructure,
            RunState.TimedOut => Glyphs.TimedOut,
            RunState.Cancelled => Glyphs.Cancelled,
            RunState.Queued => Glyphs.Queued,
            _ => Glyphs.Running,
        };

    /// <summary>The filter that a run of this state falls under.</summary>
    public static RunState Filter(this RunState state) =>
        state is RunState.Queued or RunState.Stopping ? RunState.Running : state;

    public static RunState? Parse(string key)
    {
        foreach (var state in Enum.GetValues<RunState>())
        {
            if (string.Equals(state.Key(), key, StringComparison.OrdinalIgnoreCase))
            {
                return state;
            }
        }

        return null;
    }
}
