using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCode
{
    public const int Passed = 0;
    public const int Failed = 1;

    /// <summary>The command line, the target, the settings or the working tree must be mended first.</summary>
    public const int Usage = 2;
    public const int Error = 3;
    public const int TimedOut = 4;

    /// <summary>The run was cancelled, or following it was interrupted.</summary>
    public const int Cancelled = 130;

    /// <summary>Of several runs the code of the worst: what could not be judged counts as worse than what failed.</summary>
    public static int OfWorst(IEnumerable<Run> runs)
    {
        int[] worstFirst = [Error, TimedOut, Failed, Cancelled, Passed];
        var codes = runs.Select(run => Of(run.Verdict)).ToHashSet();
        return worstFirst.FirstOrDefault(codes.Contains, Passed);
    }

    public static int Of(Verdict? verdict) =>
        verdict?.Kind switch
        {
            null or VerdictKind.Passed => Passed,
            VerdictKind.Failed => Failed,
            VerdictKind.TimedOut => TimedOut,
            VerdictKind.Cancelled => Cancelled,
            _ => Error,
        };
}
