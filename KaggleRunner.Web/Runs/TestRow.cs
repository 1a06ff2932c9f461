using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Runs;

/// <summary>What a test's outcome comes to; a failure that was expected counts as skipped.</summary>
public enum TestGroup
{
    Failed,
    Passed,
    Skipped,
}

/// <summary>One test as the page shows it: from the live records, completed by the JUnit report at the end.</summary>
/// <param name="Details">The traceback; null when there is none.</param>
/// <param name="Output">What the test printed.</param>
public sealed record TestRow(
    string Id,
    string Outcome,
    double Seconds,
    string? Message,
    string? Details,
    string? Output
)
{
    /// <summary>From this many seconds on a test counts as slow.</summary>
    public const double SlowSeconds = 1;

    public TestGroup Group =>
        Outcome switch
        {
            "failed" or "error" => TestGroup.Failed,
            "skipped" or "xfailed" => TestGroup.Skipped,
            _ => TestGroup.Passed,
        };

    public bool IsSlow => Seconds >= SlowSeconds;

    public RunState State =>
        Group switch
        {
            TestGroup.Failed => Outcome is "error" ? RunState.Error : RunState.Failed,
            TestGroup.Skipped => RunState.Cancelled,
            _ => RunState.Passed,
        };

    public static TestRow Of(TestSection test) =>
        new(test.Id, test.Outcome, test.Seconds, test.Message, test.Details, Output: null);

    /// <summary>The row of a test that only the report knows.</summary>
    public static TestRow Of(TestCase test) =>
        new(test.Id, test.Outcome, test.Seconds, test.Message, test.Details, test.Output);

    /// <summary>What the report adds: the log's own word on the outcome stays, as it tells expected failures apart.</summary>
    public TestRow With(TestCase test) =>
        this with
        {
            Message = Message ?? test.Message,
            Details = test.Details ?? Details,
            Output = test.Output,
        };
}
