using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class RunTabsTests
{
    [Fact]
    public void A_finished_red_run_opens_at_its_failures() =>
        RunTabs
            .Choose(null, SampleRuns.Ended(1, VerdictKind.Failed) with { Tests = new TestCounts(3, 1) })
            .Should()
            .Be(RunTab.Tests);

    [Fact]
    public void A_running_run_opens_on_its_log_even_with_failures() =>
        RunTabs.Choose(null, SampleRuns.Running(1) with { Tests = new TestCounts(3, 1) }).Should().Be(RunTab.Log);

    [Theory]
    [InlineData("details", RunTab.Details)]
    [InlineData("77", RunTab.Log)]
    [InlineData("<script>", RunTab.Log)]
    public void The_address_decides_when_it_names_a_tab(string named, RunTab tab) =>
        RunTabs.Choose(named, SampleRuns.Ended(1)).Should().Be(tab);

    [Fact]
    public void A_script_has_no_tab_for_tests() =>
        RunTabs
            .Has(SampleRuns.Ended(1) with { Target = new Target("train.py", TargetKind.Script) }, RunTab.Tests)
            .Should()
            .BeFalse();
}
