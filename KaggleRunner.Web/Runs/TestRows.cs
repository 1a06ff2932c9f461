using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Runs;

/// <summary>Merges what a run's log told of its tests with the JUnit report that came at the end.</summary>
public static class TestRows
{
    /// <summary>Failures first, then in the order in which the tests ended; a test that ran twice is told by its last end.</summary>
    public static IReadOnlyList<TestRow> Merge(IReadOnlyList<TestRecord> records, TestReport? report)
    {
        var rows = new Dictionary<string, TestRow>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            rows[record.Id] = new TestRow(record.Id, record.Outcome, record.Seconds, record.Message, null, null);
        }

        foreach (var test in report?.Cases ?? [])
        {
            var known = rows.GetValueOrDefault(test.Id);
            rows[test.Id] = new TestRow(
                test.Id,
                known?.Outcome ?? test.Outcome,
                known?.Seconds ?? test.Seconds,
                known?.Message ?? test.Message,
                test.Details,
                test.Output
            );
        }

        return [.. rows.Values.OrderBy(row => Rank(row.Outcome))];
    }

    public static IReadOnlyList<TestRow> Filter(IReadOnlyList<TestRow> rows, string text, TestGroup? group) =>
        [
            .. rows.Where(row =>
                (group is null || row.Group == group)
                && (text.Length == 0 || row.Id.Contains(text, StringComparison.OrdinalIgnoreCase))
            ),
        ];

    private static int Rank(string outcome) =>
        outcome switch
        {
            "failed" or "error" => 0,
            "xpassed" => 1,
            _ => 2,
        };
}
