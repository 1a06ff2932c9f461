namespace KaggleRunner.Core.Results;

/// <summary>A test as the report tells of it.</summary>
/// <param name="Id">A pytest node id, for example <c>tests/test_a.py::TestX::test_y[1]</c>.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c>, <c>error</c> or <c>skipped</c>.</param>
/// <param name="Message">The failure in a line, or why it was skipped.</param>
/// <param name="Details">The traceback; a very long one cut.</param>
/// <param name="Output">What the test printed; very much of it cut.</param>
public sealed record TestCase(
    string Id,
    string Outcome,
    double Seconds,
    string? Message,
    string? Details,
    string? Output
);

/// <summary>The tests of a run.</summary>
/// <param name="Problem">What is wrong with the report, in words: then <paramref name="Cases"/> holds what could be read.</param>
public sealed record TestReport(IReadOnlyList<TestCase> Cases, string? Problem = null)
{
    public TestCounts Counts => new(Of("passed"), Of("failed") + Of("error"), Of("skipped"), Cases.Count);

    private int Of(string outcome) => Cases.Count(c => string.Equals(c.Outcome, outcome, StringComparison.Ordinal));
}
