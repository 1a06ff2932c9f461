namespace KaggleRunner.Core.Runs.Queries;

/// <summary>How a run stands: under way, or its verdict.</summary>
public enum RunStanding
{
    /// <summary>It has no verdict yet, whether it works or waits.</summary>
    Running,
    Passed,
    Failed,
    Error,
    Infrastructure,
    TimedOut,
    Cancelled,
}

public static class RunStandings
{
    public static IReadOnlyList<RunStanding> All { get; } = Enum.GetValues<RunStanding>();

    public static RunStanding Of(Run run) =>
        run.Verdict?.Kind switch
        {
            null => RunStanding.Running,
            VerdictKind.Passed => RunStanding.Passed,
            VerdictKind.Failed => RunStanding.Failed,
            VerdictKind.Infrastructure => RunStanding.Infrastructure,
            VerdictKind.TimedOut => RunStanding.TimedOut,
            VerdictKind.Cancelled => RunStanding.Cancelled,
            _ => RunStanding.Error,
        };

    /// <summary>How it is written in filters and kept in the database: <c>passed</c>, <c>timed-out</c>.</summary>
    public static string Key(this RunStanding standing) =>
        standing == RunStanding.TimedOut ? "timed-out" : standing.ToString().ToLowerInvariant();

    internal static RunStanding? TryParse(string key)
    {
        var plain = key.Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant();
        plain = plain is "timedout" or "timeout" ? "timed-out" : plain;
        foreach (var standing in All)
        {
            if (string.Equals(standing.Key(), plain, StringComparison.Ordinal))
            {
                return standing;
            }
        }

        return null;
    }
}
