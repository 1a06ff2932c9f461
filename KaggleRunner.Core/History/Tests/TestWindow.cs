namespace KaggleRunner.Core.History.Tests;

/// <summary>The results of the newest runs, oldest run first: what flaky and slow tests are judged by.</summary>
internal sealed class TestWindow(IReadOnlyList<WindowRun> runs, IEnumerable<WindowResult> results)
{
    /// <summary>How many changes between passing and failing make a test flaky.</summary>
    public const int ManyFlips = 3;

    private readonly Dictionary<long, int> _order = runs.Select((run, i) => (run.Key, i))
        .ToDictionary(p => p.Key, p => p.i);

    private readonly Lazy<List<IGrouping<long, WindowResult>>> _tests = new(() => [.. results.GroupBy(r => r.TestKey)]);

    /// <summary>The flaky tests, the worst first: those that differ on one commit before those that change often.</summary>
    public IEnumerable<WindowFlaky> Flaky() =>
        _tests
            .Value.Select(Judge)
            .Where(test => test.SplitCommits > 0 || test.Flips >= ManyFlips)
            .OrderByDescending(test => test.SplitCommits)
            .ThenByDescending(test => test.Flips)
            .ThenByDescending(test => test.Failures);

    /// <summary>All tests, the slowest by their median first; what was skipped took no time.</summary>
    public IEnumerable<WindowSlow> Slowest() =>
        _tests
            .Value.Select(Time)
            .OfType<WindowSlow>()
            .OrderByDescending(test => test.Median)
            .ThenByDescending(test => test.Longest);

    /// <summary>The tests whose newest result that says anything is bad, those of the newest runs first.</summary>
    public IEnumerable<WindowResult> Failing() =>
        _tests
            .Value.Select(test => InOrder(test).LastOrDefault())
            .Where(last => last?.Outcome.IsBad() == true)
            .Select(last => last!)
            .OrderByDescending(last => _order[last.RunKey]);

    private IEnumerable<WindowResult> InOrder(IEnumerable<WindowResult> test) =>
        test.Where(r => (r.Outcome.IsBad() || r.Outcome.IsGood()) && _order.ContainsKey(r.RunKey))
            .OrderBy(r => _order[r.RunKey]);

    private WindowFlaky Judge(IGrouping<long, WindowResult> test)
    {
        WindowResult[] ordered = [.. InOrder(test)];
        var flips = ordered
            .Zip(ordered.Skip(1))
            .Count(pair => pair.First.Outcome.IsBad() != pair.Second.Outcome.IsBad());
        var split = ordered
            .Where(r => ShaOf(r) is not null)
            .GroupBy(ShaOf, StringComparer.Ordinal)
            .Count(commit => commit.Any(r => r.Outcome.IsBad()) && commit.Any(r => r.Outcome.IsGood()));
        return new WindowFlaky(
            test.Key,
            ordered.Length,
            ordered.Count(r => r.Outcome.IsBad()),
            flips,
            split,
            ordered.Length == 0 ? TestOutcome.Skipped : ordered[^1].Outcome
        );
    }

    private WindowSlow? Time(IGrouping<long, WindowResult> test)
    {
        long[] times = [.. InOrder(test).Select(r => r.Milliseconds)];
        if (times.Length == 0)
        {
            return null;
        }

        var last = times[^1];
        Array.Sort(times);
        return new WindowSlow(
            test.Key,
            times.Length,
            times[times.Length / 2] / 1000.0,
            times[^1] / 1000.0,
            last / 1000.0
        );
    }

    private string? ShaOf(WindowResult result) => runs[_order[result.RunKey]].Sha;
}

/// <summary>A run of the window.</summary>
internal sealed record WindowRun(long Key, string? Sha);

/// <summary>A result of the window.</summary>
internal sealed record WindowResult(long TestKey, long RunKey, TestOutcome Outcome, long Milliseconds);

internal sealed record WindowFlaky(long TestKey, int Runs, int Failures, int Flips, int SplitCommits, TestOutcome Last);

internal sealed record WindowSlow(long TestKey, int Runs, double Median, double Longest, double Last);
