namespace KaggleRunner.Core.Runs;

/// <summary>What earlier runs of the same target tell of a run.</summary>
/// <param name="Previous">The newest earlier run of the target that has a commit; null when this is the first.</param>
/// <param name="Usual">How long such a run usually takes in its session: the median; null when none has ended.</param>
/// <param name="Count">Of how many runs that is the median.</param>
public sealed record EarlierRuns(Run? Previous, TimeSpan? Usual, int Count)
{
    public static EarlierRuns None { get; } = new(null, null, 0);

    /// <summary>When the run's session is expected to end; null before it runs and where nothing is known.</summary>
    public DateTimeOffset? ExpectedEnd(Run run) =>
        Usual is { } usual && run is { HasEnded: false, CurrentStep: { Kind: RunStepKind.Running } step }
            ? step.StartedAt + usual
            : null;
}

/// <summary>Looks up the earlier runs of a run's target.</summary>
public sealed class RunHistory(RunStore store)
{
    private const int Looked = 300;
    private const int Counted = 9;

    /// <summary>What the earlier runs tell; of the newest 300 of the project.</summary>
    public async Task<EarlierRuns> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var query = new RunQuery { Project = run.Id.Project, Take = Looked };
        var runs = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return Of(run, runs);
    }

    /// <param name="run">The run.</param>
    /// <param name="runs">Runs of its project, newest first.</param>
    public static EarlierRuns Of(Run run, IReadOnlyList<Run> runs)
    {
        var earlier = runs.Where(other => other.Id.Number < run.Id.Number && other.Target == run.Target).ToList();
        var times = earlier.Where(other => IsLike(other, run)).Select(SessionTime).OfType<TimeSpan>().Take(Counted);
        var sorted = times.Order().ToList();
        return new(
            earlier.Find(other => other.Revision is not null),
            sorted.Count == 0 ? null : Median(sorted),
            sorted.Count
        );
    }

    // A run that was stopped, or broke before its target began, says nothing of how long one takes.
    private static bool IsLike(Run other, Run run) =>
        other.Verdict?.Kind is VerdictKind.Passed or VerdictKind.Failed
        && other.Account == run.Account
        && other.Settings.Quick == run.Settings.Quick
        && other.Settings.Accelerator == run.Settings.Accelerator
        && other.Settings.Args.SequenceEqual(run.Settings.Args, StringComparer.Ordinal)
        && other.Settings.PytestArgs.SequenceEqual(run.Settings.PytestArgs, StringComparer.Ordinal);

    private static TimeSpan? SessionTime(Run run) =>
        run.Steps.LastOrDefault(step => step.Kind == RunStepKind.Running) is { EndedAt: { } end } step
            ? end - step.StartedAt
            : null;

    private static TimeSpan Median(List<TimeSpan> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
