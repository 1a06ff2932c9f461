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
    public TestGroup Group =>
        Outcome switch
        {
            "failed" or "error" => TestGroup.Failed,
            "skipped" or "xfailed" => TestGroup.Skipped,
            _ => TestGroup.Passed,
        };

    /// <summary>The last part of the id, for example <c>test_loss[0.1]</c>.</summary>
    public string Name => Id[(Id.LastIndexOf("::", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];

    /// <summary>The file, for example <c>tests/test_model.py</c>.</summary>
    public string File => Id.Split("::", 2)[0];
}
