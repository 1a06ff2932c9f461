using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>The verdict table: the kernel's own last record wins; without one, what Kaggle and the user did.</summary>
internal static class VerdictRules
{
    private const string NotOurs = "the script was not made by Kaggle Runner, so there are no test results.";
    private const string Cancelled = "cancelled";
    private const int LastLines = 3;
    private const int LongestLine = 200;

    /// <summary>Kaggle's clock and ours begin a session at slightly different moments.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    public static Verdict Decide(Run run, EndedSession session)
    {
        if (session.KernelVerdict is { Outcome: not Cancelled } record)
        {
            return new Verdict(KindOf(record.Outcome), record.Reason);
        }

        if (run.Origin == RunOrigin.Foreign && session.Status.State == SessionState.Complete)
        {
            return new Verdict(VerdictKind.Passed, $"Kaggle says it completed; {NotOurs}");
        }

        if (
            session.KernelVerdict is not null
            || session.Status.State == SessionState.CancelAcknowledged
            || WasToldToStop(run)
        )
        {
            return Stopped(run);
        }

        return run.Origin == RunOrigin.Foreign
            ? new Verdict(VerdictKind.Failed, $"Kaggle says it failed; {NotOurs}{Said(session.Status)}{Tail(run)}")
            : new Verdict(VerdictKind.Error, $"The kernel ended without a verdict.{Said(session.Status)}{Tail(run)}");
    }

    /// <summary>The verdict of a run in which a step failed: Kaggle's trouble is never a red run.</summary>
    public static Verdict ForFailure(Exception failure) =>
        failure switch
        {
            LogMismatchException e => new Verdict(VerdictKind.Infrastructure, e.Sentence),
            KaggleException e => new Verdict(VerdictKind.Infrastructure, e.Sentence),
            RunnerException e => new Verdict(VerdictKind.Error, e.Sentence),
            _ => new Verdict(
                VerdictKind.Error,
                $"Kaggle Runner itself failed ({failure.GetType().Name}: {failure.Message}). Its log has the details."
            ),
        };

    private static Verdict Stopped(Run run)
    {
        if (WasToldToStop(run))
        {
            return new Verdict(VerdictKind.Cancelled, "Stopped as you asked.");
        }

        if (run.Origin == RunOrigin.Foreign)
        {
            return new Verdict(VerdictKind.Cancelled, "Stopped on Kaggle, by somebody or at its time limit.");
        }

        return RanToItsLimit(run)
            ? new Verdict(VerdictKind.TimedOut, $"Stopped by Kaggle at the time limit of {run.Settings.Timeout}.")
            : new Verdict(VerdictKind.Cancelled, "Stopped on Kaggle.");
    }

    /// <summary>Who stops the fetching of outputs stops no session: it has ended.</summary>
    private static bool WasToldToStop(Run run) =>
        run.StopRequestedAt is not null || (run.CancelRequestedAt is not null && !run.LeavesOutputs);

    private static bool RanToItsLimit(Run run) =>
        run.Settings.Timeout is { } limit
        && run.Steps.LastOrDefault(step => step.Kind == RunStepKind.Running) is { EndedAt: { } end } running
        && end - running.StartedAt >= limit - ClockSlack;

    private static VerdictKind KindOf(string outcome) =>
        outcome switch
        {
            "passed" => VerdictKind.Passed,
            "failed" => VerdictKind.Failed,
            "timed_out" => VerdictKind.TimedOut,
            _ => VerdictKind.Error,
        };

    private static string Said(SessionStatus status) =>
        string.IsNullOrWhiteSpace(status.FailureMessage) ? "" : $" Kaggle says: {status.FailureMessage.Trim()}";

    private static string Tail(Run run)
    {
        var lines = RunLog.Open(run.Folder).Snapshot(LastLines).Lines;
        return lines.Count == 0
            ? " Its log is empty."
            : $" Its last lines: {string.Join(" ⏎ ", lines.Select(line => Visible(line.Text)))}";
    }

    /// <summary>What a terminal would show of the line, its end when it is long.</summary>
    private static string Visible(string line)
    {
        var plain = AnsiText.Strip(line).Trim();
        var last = plain[(plain.LastIndexOf('\r') + 1)..].Trim();
        return last.Length <= LongestLine ? last : $"…{last[^LongestLine..]}";
    }
}
