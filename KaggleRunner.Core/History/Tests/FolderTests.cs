using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.History.Tests;

/// <summary>A test's result as a run's folder tells of it.</summary>
/// <param name="Message">The first line of what went wrong, shortened; null when nothing did.</param>
public sealed record FolderTest(string Id, TestOutcome Outcome, double Seconds, string? Message);

/// <summary>Reads the results of tests from a run's folder.</summary>
public static class FolderTests
{
    private const int LongestMessage = 300;
    private const int LongestId = 2000;

    /// <summary>
    /// The last result of each test: of the kernel's own records, which tell node ids and expected failures exactly, or of
    /// the JUnit report where there are none.
    /// </summary>
    public static IReadOnlyList<FolderTest> Read(string folder)
    {
        var tests = new Dictionary<string, FolderTest>(StringComparer.Ordinal);
        foreach (var record in RunRecords.Read<TestRecord>(folder))
        {
            Add(tests, record.Id, record.Outcome, record.Seconds, record.Message);
        }

        var report = Path.Combine(folder, "junit.xml");
        if (tests.Count == 0 && new FileInfo(report) is { Exists: true, LinkTarget: null })
        {
            foreach (var test in JunitReport.Read(report).Cases)
            {
                Add(tests, test.Id, test.Outcome, test.Seconds, test.Message);
            }
        }

        return [.. tests.Values];
    }

    private static void Add(
        Dictionary<string, FolderTest> tests,
        string id,
        string outcome,
        double seconds,
        string? message
    )
    {
        if (TestOutcomes.Parse(outcome) is { } known)
        {
            var name = id.Length <= LongestId ? id : id[..LongestId];
            var time = double.IsFinite(seconds) ? Math.Clamp(seconds, 0, 1e7) : 0;
            tests[name] = new FolderTest(name, known, time, Short(message));
        }
    }

    private static string? Short(string? message)
    {
        var text = message.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        var end = text.IndexOfAny('\r', '\n');
        text = end < 0 ? text : text[..end];
        return text.Length <= LongestMessage ? text.ToString() : $"{text[..LongestMessage]}…";
    }
}
