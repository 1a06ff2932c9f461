using System.Globalization;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Terminal;

/// <summary>How times, sizes and states are written for people.</summary>
internal static class Words
{
    public static string Duration(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 10 } => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
            { TotalMinutes: < 1 } => $"{(int)time.TotalSeconds} s",
            { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
            _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
        };

    public static string Size(long bytes) =>
        bytes switch
        {
            < 1000 => $"{bytes} B",
            < 1_000_000 => $"{(bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture)} KB",
            < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB",
            _ => $"{(bytes / 1e9).ToString("0.00", CultureInfo.InvariantCulture)} GB",
        };

    /// <summary>In the time of this machine.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string State(Run run) => run.Verdict is { } verdict ? Of(verdict.Kind) : Of(run.CurrentStep?.Kind);

    public static string Of(VerdictKind kind) =>
        kind switch
        {
            VerdictKind.TimedOut => "timed out",
            VerdictKind.Passed => "passed",
            VerdictKind.Failed => "failed",
            VerdictKind.Error => "error",
            VerdictKind.Infrastructure => "infrastructure",
            _ => "cancelled",
        };

    public static string Of(RunStepKind? step) =>
        step switch
        {
            null => "waiting",
            RunStepKind.Sync => "sync",
            RunStepKind.Generate => "generate",
            RunStepKind.Push => "push",
            RunStepKind.Queued => "queued",
            RunStepKind.Running => "running",
            _ => "collect",
        };

    public static string Of(TestCounts tests)
    {
        var parts = new List<string> { $"{tests.Passed} passed", $"{tests.Failed} failed" };
        if (tests.Skipped > 0)
        {
            parts.Add($"{tests.Skipped} skipped");
        }

        if (tests.Total is { } total && total > tests.Ended)
        {
            parts.Add($"{total - tests.Ended} did not end");
        }

        return string.Join(", ", parts);
    }

    public static Style StyleOf(VerdictKind? kind) =>
        kind switch
        {
            null => Style.Cyan,
            VerdictKind.Passed => Style.Green,
            VerdictKind.Failed or VerdictKind.Error => Style.Red,
            _ => Style.Yellow,
        };

    public static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
