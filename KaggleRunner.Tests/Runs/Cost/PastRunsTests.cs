using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Cost;

namespace KaggleRunner.Tests.Runs.Cost;

public sealed class PastRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Run> _runs = [];

    private static Target Target => new("tests", TargetKind.Pytest);

    public void Dispose() => _folder.Dispose();

    private void Ended(VerdictKind verdict, int minutes, Func<Run, Run>? change = null)
    {
        var run = RunExample.Create(_folder.Path, _runs.Count + 1);
        var started = RunExample.Midnight;
        run = run with
        {
            Verdict = new(verdict, ""),
            Steps =
            [
                new(RunStepKind.Queued, started.AddHours(-3), started),
                new(RunStepKind.Running, started, started.AddMinutes(minutes)),
                new(RunStepKind.Collect, started.AddMinutes(minutes), started.AddHours(9)),
            ],
        };
        _runs.Insert(0, change?.Invoke(run) ?? run);
    }

    private PastRuns? Past(bool quick = false, string? accelerator = null) =>
        PastRuns.Of(_runs, Target, quick, accelerator, KaggleAccountKind.Local);

    [Fact]
    public void Of_passed_runs_the_median_of_the_sessions_and_the_last_are_told()
    {
        Ended(VerdictKind.Passed, 40);
        Ended(VerdictKind.Passed, 10);
        Ended(VerdictKind.Passed, 20);
        Ended(VerdictKind.Failed, 1);
        Ended(VerdictKind.Passed, 12);

        Past()
            .Should()
            .Be(new PastRuns(4, TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(12), _runs[0].Id, HavePassed: true));
    }

    [Fact]
    public void Only_runs_of_the_same_target_in_the_same_mode_tell()
    {
        Ended(VerdictKind.Passed, 10, run => run with { Settings = run.Settings with { Quick = true } });
        Ended(VerdictKind.Passed, 20, run => run with { Target = Target with { More = ["more"] } });
        Ended(VerdictKind.Passed, 30, run => run with { Steps = [] });
        Ended(VerdictKind.Cancelled, 40);
        Ended(VerdictKind.Infrastructure, 50);

        Past().Should().BeNull();
        Past(quick: true)!.Median.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Runs_on_the_same_machine_tell_more_and_runs_that_failed_less()
    {
        Ended(VerdictKind.TimedOut, 90);
        Past().Should().BeEquivalentTo(new { Median = TimeSpan.FromMinutes(90), HavePassed = false });
        Ended(VerdictKind.Passed, 10, run => run with { Settings = run.Settings with { Accelerator = "NvidiaL4" } });
        Past()!.Median.Should().Be(TimeSpan.FromMinutes(10));
        Ended(VerdictKind.Passed, 60);
        Ended(VerdictKind.Passed, 70, run => run with { Account = KaggleAccountKind.Kaggle });
        Past()!.Median.Should().Be(TimeSpan.FromMinutes(60));
        Past(accelerator: "NvidiaL4")!.Median.Should().Be(TimeSpan.FromMinutes(10));
    }
}
