using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Following;

/// <summary>Follows all runs of a matrix at once, and tells in a table how they ended.</summary>
internal static class FollowedMatrix
{
    public static async Task<int> FollowAsync(
        CliSession session,
        IReadOnlyList<Run> runs,
        FollowOptions options,
        CancellationToken cancellationToken
    )
    {
        var width = runs.Max(run => $"#{run.Id.Number}".Length);
        var followed = runs.Select(run =>
            (
                run.Id,
                new RunNarrator(session.Screen, session.Get<TimeProvider>())
                {
                    TellsLog = !options.Detach,
                    Prefix = $"#{run.Id.Number}".PadRight(width) + " │ ",
                }
            )
        );
        try
        {
            await session.StartEngineAsync(cancellationToken);
            var last = await session
                .Get<RunFollower>()
                .FollowAsync([.. followed], now => options.Detach && AreOnTheirWay(now), session, cancellationToken);
            var isGoingOn = last.All(run => run.HasEnded) || await session.StopEngineAsync();
            TellEnd(session, last, options);
            TellRest(session, last, isGoingOn);
            return options.Detach && !last.All(run => run.HasEnded) ? ExitCode.Passed : ExitCode.OfWorst(last);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var isGoingOn = await session.StopEngineAsync();
            var now = new List<Run>();
            foreach (var run in runs)
            {
                now.Add(await session.Get<RunStore>().FindAsync(run.Id, CancellationToken.None) ?? run);
            }

            session.Screen.Say("Following has ended.");
            TellTable(session.Screen, now);
            TellRest(session, now, isGoingOn);
            return ExitCode.Cancelled;
        }
    }

    /// <summary>Runs of the same kernel take turns: one at least is on Kaggle, and the others wait for theirs.</summary>
    private static bool AreOnTheirWay(IReadOnlyList<Run> runs) =>
        runs.Any(IsSent) && runs.All(run => IsSent(run) || run.Waiting is not null);

    private static bool IsSent(Run run) => run.HasEnded || run.Version is not null;

    private static void TellEnd(CliSession session, IReadOnlyList<Run> runs, FollowOptions options)
    {
        if (options.Json)
        {
            session.Screen.Result(RunReport.ToJson(runs.Select(RunReport.Of)));
        }

        TellTable(session.Screen, runs);
    }

    /// <summary>On stderr: stdout holds the logs.</summary>
    private static void TellTable(Screen screen, IReadOnlyList<Run> runs)
    {
        var keys = runs[0].Settings.Matrix.Keys.ToList();
        IReadOnlyList<string> head = ["run", .. keys.Select(TerminalText.Plain), "state", "tests", "took"];
        var lines = Columns.Of([head, .. runs.Select(run => Row(run, keys))]).ToList();
        screen.Say("");
        screen.Say(screen.Styled(lines[0], Style.Dim, onError: true));
        foreach (var (line, run) in lines.Skip(1).Zip(runs))
        {
            screen.Say(screen.Styled(line, Words.StyleOf(run.Verdict?.Kind), onError: true));
        }

        if (runs.FirstOrDefault(run => run.Verdict is { Kind: not VerdictKind.Passed }) is { } bad)
        {
            screen.Say($"What went wrong:  kaggle-runner show {bad.Id.Number}");
        }
    }

    private static IReadOnlyList<string> Row(Run run, IReadOnlyList<string> keys) =>
        [
            $"#{run.Id.Number}",
            .. keys.Select(key => TerminalText.Plain(run.Settings.Matrix[key])),
            Words.State(run),
            run.Tests.Ended == 0 ? "" : Words.Of(run.Tests),
            run.EndedAt is { } ended ? Words.Duration(ended - run.CreatedAt) : "",
        ];

    private static void TellRest(CliSession session, IReadOnlyList<Run> runs, bool isGoingOn)
    {
        if (runs.FirstOrDefault(run => !run.HasEnded) is not { } next)
        {
            return;
        }

        session.Screen.Say($"Follow one:  kaggle-runner logs {next.Id.Number} -f");
        if (!isGoingOn)
        {
            session.Screen.Say(
                runs.All(IsSent)
                    ? "Their results are fetched when one is followed again, or by the dashboard."
                    : "Those that wait are sent when one is followed again, or by the dashboard."
            );
        }
    }
}
