using System.Globalization;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Tests;

namespace KaggleRunner.CommandLine.History;

/// <summary>Tests over time as tables for people.</summary>
internal sealed class TestWords(Screen screen)
{
    public void Tell(IReadOnlyList<FlakyTest> tests) =>
        Table(
            "No test is flaky.",
            ["failed", "changes", "commits with both", "test"],
            tests.Select(t => Cells($"{t.Failures} of {t.Runs}", Text(t.Flips), Text(t.SplitCommits), t.Id))
        );

    public void Tell(IReadOnlyList<SlowTest> tests) =>
        Table(
            "No test has run.",
            ["median", "longest", "last", "test"],
            tests.Select(t => Cells(Time(t.Median), Time(t.Longest), Time(t.Last), t.Id))
        );

    public void Tell(IReadOnlyList<FailingTest> tests) =>
        Table(
            "No test fails.",
            ["fails since", "commit", "passed last", "test"],
            tests.Select(t =>
                Cells(
                    $"#{t.Since.Run.Number}{(t.IsNew ? " (new)" : "")}",
                    Short(t.Since.Sha),
                    t.LastGood is { } good ? $"#{good.Run.Number} {Short(good.Sha)}" : "never",
                    t.Id + (t.Last.Message is { } message ? $": {message}" : "")
                )
            )
        );

    public void Tell(IReadOnlyList<FoundTest> tests) =>
        Table(
            "No test is called that.",
            ["last", "run", "runs", "test"],
            tests.Select(t => Cells(t.Last.Outcome.Word(), $"#{t.Last.Run.Number}", Text(t.Runs), t.Id))
        );

    public void Tell(TestTimeline test)
    {
        screen.Result(screen.Styled(TerminalText.Plain(test.Id), Style.Bold, onError: false));
        Table(
            "No run has it.",
            ["run", "outcome", "took", "commit", "started", ""],
            test.Points.Select(p =>
                Cells(
                    $"#{p.Run.Number}",
                    p.Outcome.Word(),
                    Time(p.Seconds),
                    $"{Short(p.Sha)} {p.Branch}",
                    Words.Moment(p.At),
                    p.Message ?? ""
                )
            )
        );
    }

    private void Table(string nothing, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            screen.Say(nothing);
            return;
        }

        var lines = Columns.Of([head, .. all]).ToList();
        screen.Result(screen.Styled(lines[0], Style.Dim, onError: false));
        foreach (var line in lines.Skip(1))
        {
            screen.Result(line);
        }
    }

    private static string[] Cells(params string[] cells) => [.. cells.Select(TerminalText.Plain)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(double seconds) => Words.Duration(TimeSpan.FromSeconds(seconds));

    private static string Short(string? sha) => sha is null ? "" : sha[..Math.Min(7, sha.Length)];
}
