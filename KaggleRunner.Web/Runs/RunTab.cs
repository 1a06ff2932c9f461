using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

public enum RunTab
{
    Log,
    Tests,
    Charts,
    Outputs,
    Script,
    Details,
}

public static class RunTabs
{
    public static string Key(this RunTab tab) => tab.ToString().ToLowerInvariant();

    /// <summary>The tab named in the address, else the one that answers the first question about this run.</summary>
    public static RunTab Choose(string? named, Run run) =>
        Enum.TryParse<RunTab>(named, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : First(run);

    /// <summary>A red run opens at its first failure, all else at its log.</summary>
    public static RunTab First(Run run) => run is { HasEnded: true, Tests.Failed: > 0 } ? RunTab.Tests : RunTab.Log;

    /// <summary>A script reports no tests, so its page has no tab for them.</summary>
    public static bool Has(Run run, RunTab tab) =>
        tab != RunTab.Tests || run.Target.Kind == TargetKind.Pytest || run.Tests.Ended > 0;
}
