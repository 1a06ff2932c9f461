using KaggleRunner.Core.History.Tests;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>The tests of runs, lined up by node id and judged against the first run.</summary>
public static class TestComparison
{
    /// <summary>A test is slower when it takes more than this times as long …</summary>
    public const double SlowerRatio = 1.5;

    /// <summary>… and longer by more than this, in seconds: a test of a millisecond varies.</summary>
    public const double SlowerMargin = 0.5;

    /// <summary>All tests: the newly failing first, the same last.</summary>
    internal static IReadOnlyList<ComparedTest> Of(IReadOnlyList<IReadOnlyList<FolderTest>> runs)
    {
        var tests = runs.Select(run => run.ToDictionary(test => test.Id, StringComparer.Ordinal)).ToList();
        return
        [
            .. tests
                .SelectMany(run => run.Keys)
                .Distinct(StringComparer.Ordinal)
                .Select(id => Compare(id, [.. tests.Select(run => run.GetValueOrDefault(id))]))
                .OrderBy(test => test.Change),
        ];
    }

    private static ComparedTest Compare(string id, IReadOnlyList<FolderTest?> results)
    {
        TestChange[] changes = [TestChange.Same, .. results.Skip(1).Select(result => Change(results[0], result))];
        return new ComparedTest(id, changes.Min(), changes, results);
    }

    private static TestChange Change(FolderTest? first, FolderTest? other)
    {
        if (first is null || other is null)
        {
            return first is null && other is null ? TestChange.Same
                // A test that is new and fails is news of the same kind as one that began to fail.
                : first is null && other!.Outcome.IsBad() ? TestChange.NewlyFailing
                : TestChange.OnlyInSome;
        }

        return (first.Outcome.IsBad(), other.Outcome.IsBad()) switch
        {
            (false, true) => TestChange.NewlyFailing,
            (true, false) when other.Outcome.IsGood() => TestChange.NewlyPassing,
            (false, false) when first.Outcome != other.Outcome => TestChange.Different,
            (true, false) => TestChange.Different,
            _ => IsSlower(first.Seconds, other.Seconds) ? TestChange.Slower : TestChange.Same,
        };
    }

    private static bool IsSlower(double first, double other) =>
        other > first * SlowerRatio && other - first > SlowerMargin;
}
