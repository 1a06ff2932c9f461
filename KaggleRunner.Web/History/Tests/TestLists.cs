using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.History.Tests;

public enum TestListChoice
{
    All,
    Failing,
    Flaky,
    Slowest,
}

/// <summary>A test in a list.</summary>
/// <param name="Words">What the list is about, of this test.</param>
/// <param name="Since">Where it began to fail.</param>
public sealed record TestListRow(string Id, TestOutcome Last, bool IsFlaky, string Words, TestPoint? Since = null);

/// <summary>The lists of a project's tests, each bounded.</summary>
public sealed record TestLists
{
    private const int Most = 100;
    private HashSet<string> _flaky = [];
    private Dictionary<TestListChoice, IReadOnlyList<TestListRow>> _rows = [];

    public static TestLists None { get; } = new();

    public IReadOnlyList<TestListRow> Rows(TestListChoice choice) => _rows.GetValueOrDefault(choice) ?? [];

    /// <summary>How many there are; null where there are as many as are listed at most, or all are.</summary>
    public string? Count(TestListChoice choice) =>
        choice is TestListChoice.All or TestListChoice.Slowest ? null
        : Rows(choice).Count >= Most ? $"{Most}+"
        : $"{Rows(choice).Count}";

    public bool IsFlaky(string id) => _flaky.Contains(id);

    public static async Task<TestLists> ReadAsync(
        TestHistory history,
        ProjectId project,
        string text,
        CancellationToken cancellationToken
    )
    {
        var query = new RunQuery { Project = project, Take = Most };
        const int Window = TestHistory.Window;
        var flaky = await history.ListFlakyAsync(query, Window, cancellationToken);
        var failing = await history.ListFailingAsync(query, Window, cancellationToken);
        var slow = await history.ListSlowestAsync(query with { Take = 5 * Most }, Window, cancellationToken);
        var found = await history.SearchAsync(text, query, cancellationToken);
        HashSet<string> unreliable = [.. flaky.Select(test => test.Id)];
        return new TestLists
        {
            _flaky = unreliable,
            _rows = new()
            {
                [TestListChoice.All] =
                [
                    .. found.Select(t => new TestListRow(
                        t.Id,
                        t.Last.Outcome,
                        unreliable.Contains(t.Id),
                        $"{HumanText.Count(t.Runs, "run")} · {Time(t.Last.Seconds)}"
                    )),
                ],
                [TestListChoice.Failing] = Matching(
                    text,
                    failing.Select(t => new TestListRow(
                        t.Id,
                        t.Last.Outcome,
                        unreliable.Contains(t.Id),
                        t.IsNew ? "newly failing" : "failing",
                        t.Since
                    ))
                ),
                [TestListChoice.Flaky] = Matching(
                    text,
                    flaky.Select(t => new TestListRow(t.Id, t.Last, IsFlaky: true, FlakyWords(t)))
                ),
                [TestListChoice.Slowest] = Matching(
                    text,
                    slow.Select(t => new TestListRow(
                        t.Id,
                        found.FirstOrDefault(f => f.Id == t.Id)?.Last.Outcome ?? TestOutcome.Passed,
                        unreliable.Contains(t.Id),
                        $"median {Time(t.Median)} · longest {Time(t.Longest)} · last {Time(t.Last)}"
                    ))
                ),
            },
        };
    }

    private static IReadOnlyList<TestListRow> Matching(string text, IEnumerable<TestListRow> rows) =>
        [.. rows.Where(row => row.Id.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(Most)];

    private static string FlakyWords(FlakyTest test) =>
        $"failed {test.Failures} of {test.Runs}"
        + (
            test.SplitCommits > 0
                ? $" · both on {HumanText.Count(test.SplitCommits, "commit")}"
                : $" · {test.Flips} changes"
        );

    private static string Time(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
