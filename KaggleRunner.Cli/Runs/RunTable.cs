using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>Runs as a table for people.</summary>
internal static class RunTable
{
    private const int LongestTags = 40;

    /// <param name="withProject">The runs may be of several projects.</param>
    public static void Tell(Screen screen, IReadOnlyList<Run> runs, bool withProject)
    {
        var withTags = runs.Any(run => run.Annotations.Tags.Count > 0);
        string[] head =
        [
            "run",
            "state",
            "target",
            "tests",
            "took",
            "started",
            .. withTags ? (string[])["tags"] : [],
            .. withProject ? (string[])["project"] : [],
        ];
        var rows = runs.Select(run => (IReadOnlyList<string>)Row(run, withTags, withProject)).Prepend(head);
        var lines = Columns.Of([.. rows]).ToList();
        screen.Result(screen.Styled(lines[0], Style.Dim, onError: false));
        foreach (var (line, run) in lines.Skip(1).Zip(runs))
        {
            screen.Result(screen.Styled(line, Words.StyleOf(run.Verdict?.Kind), onError: false));
        }
    }

    private static string[] Row(Run run, bool withTags, bool withProject)
    {
        var took = run.EndedAt is { } ended ? Words.Duration(ended - run.CreatedAt) : "";
        return
        [
            $"#{run.Id.Number}{(run.Annotations.Starred ? " *" : "")}",
            Words.State(run),
            TerminalText.Plain($"{run.Target.Title} {MatrixText.Of(run.Settings)}".TrimEnd())
                + (run.Settings.Quick ? " (quick)" : ""),
            run.Tests.Ended == 0 ? "" : Words.Of(run.Tests),
            took,
            Words.Moment(run.CreatedAt),
            .. withTags
                ? (string[])[TerminalText.Clean(string.Join(' ', run.Annotations.Tags), false, LongestTags)]
                : [],
            .. withProject ? (string[])[TerminalText.Plain(run.ProjectName)] : [],
        ];
    }
}
