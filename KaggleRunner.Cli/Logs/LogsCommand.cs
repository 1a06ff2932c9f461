using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Logs;

/// <summary><c>kaggle-runner logs N</c>: a run's log, as far as it is, or followed to its end.</summary>
internal static class LogsCommand
{
    private const int LinesAtOnce = 5000;

    private static readonly Option<bool> Follow = new("--follow", "-f")
    {
        Description = "Go on until the run ends; exits with the run's code.",
    };

    private static readonly Option<int?> Tail = new("--tail")
    {
        Description = "Only the last lines.",
        HelpName = "COUNT",
    };

    public static Command Create() =>
        new Command("logs", "Prints a run's log.") { SharedOptions.Number, Follow, Tail }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
        var log = RunLog.Open(run.Folder);
        var snapshot = log.Snapshot(0);
        var first = parsed.GetValue(Tail) is { } tail ? Math.Max(0, snapshot.LineCount - Math.Max(0, tail)) : 0;
        if (parsed.GetValue(Follow) && !run.HasEnded)
        {
            var options = new FollowOptions(LinesPassedOver: first);
            return await FollowedRun.FollowAsync(session, run, options, cancellationToken);
        }

        Print(session, log, first, snapshot.LineCount, cancellationToken);
        if (snapshot.Partial.Length > 0)
        {
            session.Screen.LogLine(snapshot.Partial);
        }

        return parsed.GetValue(Follow) ? ExitCode.Of(run.Verdict) : ExitCode.Passed;
    }

    private static void Print(CliSession session, RunLog log, int told, int count, CancellationToken cancellationToken)
    {
        while (told < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lines = log.Read(told + 1, Math.Min(LinesAtOnce, count - told));
            if (lines.Count == 0)
            {
                return;
            }

            foreach (var line in lines)
            {
                session.Screen.LogLine(line.Text);
            }

            told = lines[^1].Number;
        }
    }
}
