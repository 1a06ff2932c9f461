using Bunit;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class VerdictBannerTests : BunitContext
{
    [Fact]
    public void The_first_error_and_what_helps_stand_below_the_verdict_with_links_to_their_lines()
    {
        var failure = new FailureExplanation(
            "while the target ran",
            new FirstError("ModuleNotFoundError: No module named '<b>'", 12, null),
            new FailureCause("module-missing", "The module is not installed.", "Add it.", 15)
        );

        var banner = Render<VerdictBanner>(parameters =>
            parameters
                .Add(p => p.Verdict, new Verdict(VerdictKind.Failed, "train.py ended with exit code 1."))
                .Add(p => p.Failure, failure)
                .Add(p => p.LogAddress, "/p/x/runs/1?tab=log")
        );

        banner.Find(".error code").TextContent.Should().Be("ModuleNotFoundError: No module named '<b>'");
        banner.Find(".cause").TextContent.Should().Contain("The module is not installed.").And.Contain("Add it.");
        banner
            .FindAll("a")
            .Select(link => link.GetAttribute("href"))
            .Should()
            .Equal("/p/x/runs/1?tab=log#L12", "/p/x/runs/1?tab=log#L15");
    }

    [Fact]
    public void A_verdict_that_says_it_all_stands_alone()
    {
        var banner = Render<VerdictBanner>(parameters =>
            parameters.Add(p => p.Verdict, new Verdict(VerdictKind.Passed, "19 tests passed."))
        );

        banner.FindAll("p").Should().ContainSingle();
    }
}
