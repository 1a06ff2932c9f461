using System.Globalization;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.History.Tests;

namespace KaggleRunner.CommandLine.History;

/// <summary>A comparison as tables for people, a column a run.</summary>
internal sealed class ComparisonWords(Screen screen, RunComparison comparison)
{
    private const int Most = 40;
    private const int LongestCell = 40;

    public void Tell()
    {
        var head = comparison.Runs.Select(run => $"#{run.Id.Number}");
        Section("run", head, [("state", comparison.Runs.Select(Words.State)), .. Facts()]);
        Section("settings that differ", head, Rows(comparison.Settings));
        Section("environment that differs", head, Rows(comparison.Environment));
        Section("packages that differ", head, Rows(comparison.Packages));
        TellUnknownPackages();
        Section("metrics (last, min to max)", head, comparison.Metrics.Select(m => (m.Name, m.Values.Select(Text))));
        Section(
            "tests that differ",
            head,
            comparison.Tests.Select(t => ($"{Word(t.Change)}: {t.Id}", t.Results.Select(Text)))
        );
        Section(
            "output files that differ",
            head,
            comparison.Files.Where(f => !f.IsSame).Select(f => (f.Path, f.Bytes.Zip(f.Changes, Text)))
        );
        TellCommits();
        var files = comparison.Files.Count(file => file.IsSame);
        screen.Result(
            $"Same in all: {Words.Count(comparison.SameTests, "test")}, {Words.Count(files, "output file")}."
        );
    }

    private IEnumerable<(string, IEnumerable<string>)> Facts()
    {
        yield return ("target", comparison.Runs.Select(run => run.Target.Title));
        yield return (
            "took",
            comparison.Runs.Select(run =>
                run.EndedAt is { } ended ? Words.Duration(ended - run.CreatedAt) : "under way"
            )
        );
        yield return (
            "commit",
            comparison.Commits.Select(c => c.Sha is { } sha ? $"{sha[..Math.Min(7, sha.Length)]} {c.Branch}" : "none")
        );
        yield return ("commits apart", comparison.Commits.Select(Distance));
        yield return (
            "script",
            comparison.Scripts.Select(s =>
                !s.Exists ? "none"
                : s.IsSame == false ? "differs"
                : "same"
            )
        );
    }

    private void Section(
        string title,
        IEnumerable<string> head,
        IEnumerable<(string Name, IEnumerable<string> Values)> rows
    )
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var cells = all.Take(Most)
            .Select(row =>
                (IReadOnlyList<string>)
                    [Cell(row.Name, 2 * LongestCell), .. row.Values.Select(v => Cell(v, LongestCell))]
            )
            .Prepend([title, .. head]);
        var lines = Columns.Of([.. cells]).ToList();
        screen.Result(screen.Styled(lines[0], Style.Bold, onError: false));
        foreach (var line in lines.Skip(1))
        {
            screen.Result(line);
        }

        if (all.Count > Most)
        {
            screen.Result($"… and {all.Count - Most} more; --json lists all");
        }

        screen.Result("");
    }

    private void TellUnknownPackages()
    {
        var unknown = comparison
            .Runs.Zip(comparison.HasPackages)
            .Where(pair => !pair.Second)
            .Select(pair => $"#{pair.First.Id.Number}");
        if (string.Join(", ", unknown) is { Length: > 0 } runs)
        {
            screen.Say($"The packages of {runs} were not recorded.");
        }
    }

    private void TellCommits()
    {
        foreach (var commit in comparison.Commits.Where(commit => commit.Between.Count > 0))
        {
            screen.Result($"commits of #{commit.Run.Number} that #{comparison.Runs[0].Id.Number} lacks");
            foreach (var line in commit.Between)
            {
                screen.Result($"  {line.Sha[..Math.Min(7, line.Sha.Length)]} {TerminalText.Plain(line.Subject)}");
            }
        }
    }

    private static IEnumerable<(string, IEnumerable<string>)> Rows(IReadOnlyList<ComparedValue> values) =>
        values.Select(value => (value.Name, value.Values.Select(text => text ?? "—")));

    private static string Cell(string text, int width)
    {
        var plain = TerminalText.Plain(text.ReplaceLineEndings(" "));
        return plain.Length <= width ? plain : $"{plain[..(width - 1)]}…";
    }

    private static string Distance(ComparedCommit commit) =>
        (commit.Ahead, commit.Behind) switch
        {
            (null, _) or (_, null) => "unknown",
            (0, 0) => "same",
            var (ahead, behind) => string.Create(CultureInfo.InvariantCulture, $"+{ahead} -{behind}"),
        };

    private static string Text(MetricSummary? metric) =>
        metric is null ? "—"
        : metric.Last is null ? "no number"
        : string.Create(CultureInfo.InvariantCulture, $"{metric.Last:G5}, {metric.Min:G5} to {metric.Max:G5}");

    private static string Text(FolderTest? test) =>
        test is null ? "—" : $"{test.Outcome.Word()} {Words.Duration(TimeSpan.FromSeconds(test.Seconds))}";

    private static string Text(long? bytes, FileChange change) =>
        bytes is { } size
            ? $"{Words.Size(size)}{(change is FileChange.Changed or FileChange.Added ? $" {change.ToString().ToLowerInvariant()}" : "")}"
        : change == FileChange.Removed ? "removed"
        : "—";

    private static string Word(TestChange change) =>
        change switch
        {
            TestChange.NewlyFailing => "newly failing",
            TestChange.NewlyPassing => "newly passing",
            TestChange.Slower => "slower",
            TestChange.OnlyInSome => "only in some",
            _ => "different",
        };
}
