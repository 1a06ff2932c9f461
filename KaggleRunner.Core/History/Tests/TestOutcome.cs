namespace KaggleRunner.Core.History.Tests;

/// <summary>How a test ended; the numbers are kept in the database.</summary>
public enum TestOutcome
{
    Passed = 0,
    Failed = 1,

    /// <summary>It could not be run: a fixture failed, for example.</summary>
    Error = 2,
    Skipped = 3,

    /// <summary>It failed, as it was marked to.</summary>
    XFailed = 4,

    /// <summary>It passed although it was marked to fail.</summary>
    XPassed = 5,
}

public static class TestOutcomes
{
    /// <summary>The outcome of that name in records and reports; null for an unknown one.</summary>
    public static TestOutcome? Parse(string name) =>
        name switch
        {
            "passed" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "error" => TestOutcome.Error,
            "skipped" => TestOutcome.Skipped,
            "xfailed" => TestOutcome.XFailed,
            "xpassed" => TestOutcome.XPassed,
            _ => null,
        };

    /// <summary>True for the outcomes that make a run fail.</summary>
    public static bool IsBad(this TestOutcome outcome) => outcome is TestOutcome.Failed or TestOutcome.Error;

    /// <summary>True for the outcomes that count as working.</summary>
    public static bool IsGood(this TestOutcome outcome) => outcome is TestOutcome.Passed or TestOutcome.XPassed;

    public static string Word(this TestOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
