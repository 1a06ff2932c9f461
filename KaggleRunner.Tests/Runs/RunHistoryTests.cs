using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs;

public sealed class RunHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_median_of_earlier_runs_of_the_target_says_how_long_one_takes()
    {
        Run[] runs = [Ended(5, 40), Ended(4, 500, quick: true), Ended(3, 20), Ended(2, 30), Ended(1, 10)];

        var earlier = RunHistory.Of(Example(6), runs);

        earlier.Usual.Should().Be(TimeSpan.FromSeconds(25));
        earlier.Count.Should().Be(4);
        earlier.Previous!.Id.Number.Should().Be(5);
    }

    [Fact]
    public void Runs_of_other_targets_stopped_ones_and_later_ones_tell_nothing()
    {
        var other = Ended(3, 10) with { Target = new Target("other.py", TargetKind.Script) };
        var stopped = Ended(2, 10) with { Verdict = new Verdict(VerdictKind.Cancelled, "") };

        RunHistory.Of(Example(4), [Ended(9, 10), other, stopped]).Should().Be(new EarlierRuns(stopped, null, 0));
        RunHistory.Of(Example(4), []).Should().Be(EarlierRuns.None);
    }

    [Fact]
    public void The_end_is_expected_while_the_session_runs()
    {
        var earlier = new EarlierRuns(null, TimeSpan.FromMinutes(5), 1);
        var start = RunExample.Midnight;
        var running = Example(1) with { Steps = [new RunStep(RunStepKind.Running, start, null)] };

        earlier.ExpectedEnd(running).Should().Be(start.AddMinutes(5));
        earlier.ExpectedEnd(Example(1)).Should().BeNull();
        earlier.ExpectedEnd(running with { Verdict = new Verdict(VerdictKind.Passed, "") }).Should().BeNull();
    }

    private Run Ended(int number, double seconds, bool quick = false)
    {
        var run = Example(number);
        return run with
        {
            Settings = run.Settings with { Quick = quick },
            Revision = new Revision { Sha = new string('a', 40) },
            Verdict = new Verdict(VerdictKind.Passed, ""),
            Steps = [new RunStep(RunStepKind.Running, RunExample.Midnight, RunExample.Midnight.AddSeconds(seconds))],
        };
    }

    private Run Example(int number) => RunExample.Create(_folder.Path, number);
}
