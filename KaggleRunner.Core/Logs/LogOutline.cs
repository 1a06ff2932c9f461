using System.Globalization;

namespace KaggleRunner.Core.Logs;

/// <summary>A part of a log that a viewer shows as one: a phase, a test worth a heading, or many quiet tests in a row.</summary>
/// <param name="Kind"><c>phase</c>, <c>test</c> or <c>tests</c>.</param>
/// <param name="State"><c>running</c>, <c>passed</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="First">Its first line; one more than <paramref name="Last"/> when it has none; null while it grows.</param>
/// <param name="Message">Why it failed, in one line.</param>
public sealed record OutlineSection(
    string Kind,
    string Name,
    string State,
    double? Seconds,
    int First,
    int? Last,
    string? Message
);

/// <summary>
/// The sections that a viewer shows, few enough to be sent whole: tests that failed or printed much have their own,
/// the others share one with their neighbours.
/// </summary>
/// <param name="Tests">In the order of the log; they lie within the phase <c>run</c> and do not overlap.</param>
public sealed record LogOutline(IReadOnlyList<OutlineSection> Phases, IReadOnlyList<OutlineSection> Tests)
{
    /// <summary>A test that printed this much is worth a heading of its own.</summary>
    public const int ManyLines = 10;

    /// <summary>Quiet tests get a common heading from here on; fewer speak for themselves.</summary>
    public const int LongGroup = 20;

    /// <summary>Headings for single tests; what goes beyond is grouped.</summary>
    public const int MostTests = 1000;
    private const int LongestName = 300;

    public static LogOutline Empty { get; } = new([], []);

    public static LogOutline Of(LogSections sections)
    {
        var outline = new List<OutlineSection>();
        var quiet = new List<TestSection>();
        var own = 0;
        foreach (var test in sections.Tests)
        {
            var isLoud = test.HasFailed || test.LastLine - test.FirstLine + 1 >= ManyLines;
            if (isLoud && own++ < MostTests)
            {
                AddGroup(outline, quiet);
                outline.Add(Of(test));
            }
            else
            {
                quiet.Add(test);
            }
        }

        AddGroup(outline, quiet);
        return new LogOutline([.. sections.Phases.Where(IsWorthShowing).Select(Of)], outline);
    }

    private static bool IsWorthShowing(PhaseSection phase) => phase.HasFailed || phase.Name is not "session";

    private static OutlineSection Of(PhaseSection phase) =>
        new(
            "phase",
            Short(phase.Name)!,
            phase.IsRunning ? "running"
                : phase.HasFailed ? "failed"
                : "passed",
            phase.Seconds,
            phase.FirstLine,
            phase.IsRunning ? null : phase.LastLine,
            null
        );

    private static OutlineSection Of(TestSection test) =>
        new(
            "test",
            Short(test.Id)!,
            test.HasFailed ? "failed"
                : test.Outcome is "skipped" ? "skipped"
                : "passed",
            test.Seconds,
            test.FirstLine,
            test.LastLine,
            Short(test.Message?.Split('\n', 2)[0])
        );

    private static void AddGroup(List<OutlineSection> outline, List<TestSection> tests)
    {
        if (tests.Count > 1 && tests[^1].LastLine - tests[0].FirstLine + 1 >= LongGroup)
        {
            var failed = tests.Count(test => test.HasFailed);
            var skipped = tests.Count(test => test.Outcome is "skipped");
            var passed = tests.Count - failed - skipped;
            var words = new[] { (failed, "failed"), (passed, "passed"), (skipped, "skipped") }
                .Where(part => part.Item1 > 0)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1:N0} {part.Item2}"));
            outline.Add(
                new OutlineSection(
                    "tests",
                    string.Join(", ", words),
                    failed > 0 ? "failed"
                        : passed > 0 ? "passed"
                        : "skipped",
                    tests.Sum(test => test.Seconds),
                    tests[0].FirstLine,
                    tests[^1].LastLine,
                    null
                )
            );
        }

        tests.Clear();
    }

    private static string? Short(string? text) => text?.Length > LongestName ? text[..LongestName] + "…" : text;
}
