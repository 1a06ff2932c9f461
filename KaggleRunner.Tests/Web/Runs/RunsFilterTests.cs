using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class RunsFilterTests
{
    [Fact]
    public void A_filter_survives_its_own_address()
    {
        var filter = new RunsFilter
        {
            States = [RunState.Failed, RunState.TimedOut],
            Target = "a&b #1",
            Project = new ProjectId("sample-1"),
        };

        var address = filter.ToAddress();

        address.Should().Be("/p/sample-1/runs?state=failed,timed-out&target=a%26b%20%231");
        RunsFilter.Parse("failed,timed-out", "a&b #1", "sample-1").Should().BeEquivalentTo(filter);
    }

    [Fact]
    public void What_waits_and_what_stops_counts_as_running()
    {
        var filter = RunsFilter.Parse("running", null, null);

        filter.Matches(SampleRuns.Running(1)).Should().BeTrue();
        filter.Matches(SampleRuns.Running(1) with { Waiting = "Waiting for a turn." }).Should().BeTrue();
        filter.Matches(SampleRuns.Running(1) with { CancelRequestedAt = SampleRuns.Noon }).Should().BeTrue();
        filter.Matches(SampleRuns.Ended(1)).Should().BeFalse();
    }

    [Fact]
    public void Unknown_words_in_an_address_are_left_out() =>
        RunsFilter.Parse("nonsense,passed,,passed", "  ", "").States.Should().Equal(RunState.Passed);

    [Theory]
    [InlineData(VerdictKind.Passed, "Passed")]
    [InlineData(VerdictKind.TimedOut, "Timed out")]
    [InlineData(VerdictKind.Infrastructure, "Infrastructure")]
    public void A_verdict_has_a_word(VerdictKind verdict, string word) =>
        RunStates.Of(SampleRuns.Ended(1, verdict)).Word().Should().Be(word);
}
