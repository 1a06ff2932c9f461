using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>The tests of a run that failed or could not run, in the order in which they ended.</summary>
internal static class FailedTests
{
    public static IReadOnlyList<TestRecord> Of(Run run) =>
        run.Tests.Failed == 0
            ? []
            : [.. RunRecords.Read<TestRecord>(run.Folder).Where(test => test.Outcome is "failed" or "error")];
}
