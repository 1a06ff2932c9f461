using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class RunsFilterTests
{
    [Fact]
    public void A_filter_survives_its_own_address()
    {
        var filter = RunsFilter.Parse("verdict:failed,timed-out target:\"a&b #1\" lstm sort:duration", 3, "sample-1");

        filter.ToAddress().Should().StartWith("/p/sample-1/runs?q=").And.EndWith("&page=3").And.NotContain(" ");
        var text = Uri.UnescapeDataString(filter.ToAddress().Split("q=")[1].Split('&')[0]);
        RunsFilter.Parse(text, 3, "sample-1").Should().BeEquivalentTo(filter);
    }

    [Fact]
    public void A_text_that_is_not_understood_is_told_and_asks_for_nothing()
    {
        var filter = RunsFilter.Parse("verdikt:failed", null, null);

        filter.Problem!.Sentence.Should().Contain("verdict");
        filter.IsEmpty.Should().BeFalse();
        filter.Toggle(RunStanding.Passed).Problem.Should().BeNull();
    }

    [Fact]
    public void Each_part_can_be_taken_away_by_itself()
    {
        var filter = RunsFilter.Parse(
            "verdict:failed branch:main,\"feature x\" since:7d lstm \"tag:x\" sort:target",
            2,
            "p"
        );
        filter
            .Parts.Select(part => part.Text)
            .Should()
            .Equal("branch: main", "branch: feature x", "since: 7d", "“lstm”", "“tag:x”");

        var left = filter.Without(new FilterPart("branch", "main")).Without(new FilterPart(null, "lstm"));

        left.Query.Text.Should().Be("verdict:failed branch:\"feature x\" since:7d sort:target \"tag:x\"");
        (left.Page, left.Project).Should().Be((1, new ProjectId("p")));
        filter.Cleared().ToAddress().Should().Be("/p/p/runs?q=sort%3Atarget");
    }

    [Fact]
    public void What_is_not_wanted_is_a_part_that_says_so()
    {
        var filter = RunsFilter.Parse("branch:main -verdict:passed -branch:old -lstm", 2, null);
        filter.IsEmpty.Should().BeFalse();
        filter
            .Parts.Select(part => part.Text)
            .Should()
            .Equal("branch: main", "not verdict: passed", "not branch: old", "not “lstm”");

        var left = filter.Without(new FilterPart("verdict", "passed", IsNegated: true));

        left.ToAddress().Should().Be("/?q=branch%3Amain%20-branch%3Aold%20-lstm");
        left.Without(new FilterPart("branch", "main")).Query.Text.Should().Be("-branch:old -lstm");
        left.Parts.Aggregate(left, (kept, part) => kept.Without(part)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void What_is_typed_adds_to_the_filter_and_leads_to_its_first_page()
    {
        var filter = RunsFilter.Parse("tag:a", 4, null).Add("tag:b quick:yes");

        filter.ToAddress().Should().Be("/?q=tag%3Aa%2Cb%20quick%3Ayes");
        filter.Toggle(RunStanding.Error).Toggle(RunStanding.Error).Query.Text.Should().Be("tag:a,b quick:yes");
        ((Action)(() => filter.Add("colour:red"))).Should().Throw<RunnerException>();
    }

    [Fact]
    public void A_column_sorts_one_way_and_then_the_other()
    {
        var once = new RunsFilter().SortBy(RunSortKey.Target);

        once.Query.Text.Should().Be("sort:target");
        once.SortBy(RunSortKey.Target).Query.Text.Should().Be("sort:target-desc");
        once.SortBy(RunSortKey.Created).ToAddress().Should().Be("/");
    }

    [Theory]
    [InlineData(VerdictKind.Passed, "Passed")]
    [InlineData(VerdictKind.TimedOut, "Timed out")]
    [InlineData(VerdictKind.Infrastructure, "Infrastructure")]
    public void A_verdict_has_a_word(VerdictKind verdict, string word) =>
        RunStates.Of(SampleRuns.Ended(1, verdict)).Word().Should().Be(word);
}
