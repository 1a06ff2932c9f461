using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Tests.Runs;

public sealed class RunQueryTests
{
    [Fact]
    public void A_line_of_filters_is_understood()
    {
        var query = RunQuery.Parse(
            "verdict:failed,timed-out branch:main branch:feature/* tag:baseline since:7d longer:10m quick:no train.py \"two words\" sort:duration"
        );

        query
            .Filter.Should()
            .BeEquivalentTo(
                new RunFilter
                {
                    Standings = [RunStanding.Failed, RunStanding.TimedOut],
                    Branches = ["main", "feature/*"],
                    Tags = ["baseline"],
                    Since = PointInTime.Ago(TimeSpan.FromDays(7)),
                    LongerThan = TimeSpan.FromMinutes(10),
                    Quick = false,
                    Words = ["train.py", "two words"],
                }
            );
        query.Order.Should().Be(new RunOrder(RunSortKey.Duration, Descending: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lstm")]
    [InlineData("project:hello run:41,42 target:=tests,\"a b.py\" verdict:passed,running branch:\"a,b\" commit:ab12")]
    [InlineData(
        "accelerator:none,t4 kernel:demo tag:a,b account:kaggle quick:yes starred:no since:90d until:2026-07-04"
    )]
    [InlineData("since:12h longer:1h30m shorter:2h sort:target-desc \"http://x\" \"say \\\"hi\\\" \\\\\"")]
    [InlineData("tests/test_a.py::TestX::test_y[1]")]
    [InlineData("sort:created-asc 🎈 näïve")]
    [InlineData("verdict:failed lstm -branch:main,\"a b\" -tag:old -word -\"two words\"")]
    [InlineData("tag:-x --epochs \"-k\" - a-b -\"-k\"")]
    public void What_is_written_is_read_again_the_same(string text)
    {
        RunQuery.Parse(text).Text.Should().Be(text);
        RunQuery.Parse(RunQuery.Parse(text).Text).Should().BeEquivalentTo(RunQuery.Parse(text));
    }

    [Theory]
    [InlineData("verdct:failed", "no filter “verdct:”", "verdict:")]
    [InlineData("verdict:fialed", "does not take “fialed”", "Did you mean failed?")]
    [InlineData("since:yesterday", "“yesterday” is no time", "7d")]
    [InlineData("longer:soon", "“soon” is no duration", "90m")]
    [InlineData("tag:", "tag: has no value", "a tag")]
    [InlineData("commit:xyz", "no beginning of a commit", "0 to 9")]
    [InlineData("run:x", "no number", "run:41,42")]
    [InlineData("quick:maybe", "does not take “maybe”", "yes, no")]
    [InlineData("sort:up", "does not take “up”", "created")]
    [InlineData("sort:created-up", "does not take “created-up”", "created")]
    [InlineData("account:1", "does not take “1”", "local")]
    [InlineData("since:1d,2d", "takes one value", "7d")]
    [InlineData("-sort:created", "cannot be left out", "sort:created-asc")]
    [InlineData("-verdict:fialed", "does not take “fialed”", "Did you mean failed?")]
    [InlineData("\"open", "not closed", "Close it")]
    public void What_cannot_be_understood_is_told_with_what_could_be_meant(string text, string problem, string remedy)
    {
        var parse = () => RunQuery.Parse(text);

        parse.Should().Throw<RunnerException>().Which.Sentence.Should().Contain(problem).And.Contain(remedy);
    }

    [Fact]
    public void Hostile_lengths_are_refused()
    {
        ((Action)(() => RunQuery.Parse(new string('x', 3000)))).Should().Throw<RunnerException>();
        ((Action)(() => RunQuery.Parse("tag:" + string.Join(',', Enumerable.Repeat("a", 500)))))
            .Should()
            .Throw<RunnerException>();
    }

    [Fact]
    public void A_page_has_an_address()
    {
        var query = RunQuery.Parse("tag:a b&c") with { Take = 50 };

        query.ToQueryString().Should().Be("q=tag%3Aa%20b%26c");
        query.OnPage(3).ToQueryString().Should().Be("q=tag%3Aa%20b%26c&page=3");
        new RunQuery { Take = 50 }
            .ToQueryString()
            .Should()
            .BeEmpty();
        query.OnPage(int.MaxValue).Skip.Should().Be(int.MaxValue);
        query.OnPage(-1).Skip.Should().Be(0);
    }
}
