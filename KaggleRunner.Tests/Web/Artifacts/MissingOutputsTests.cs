using Bunit;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Tests.Runs;
using KaggleRunner.Web.Artifacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class MissingOutputsTests : BunitContext
{
    private static readonly CollectedOutput Large = new(
        "output/<b>.bin",
        null,
        3_000_000_000,
        OutputFate.TooLarge,
        "large"
    );
    private static readonly CollectedOutput Late = new("output/late", null, 100_000_000, OutputFate.Pending);
    private static readonly CollectedOutput Refused = new(
        "../x",
        null,
        null,
        OutputFate.Refused,
        "the name leads elsewhere"
    );

    private readonly TemporaryFolder _folder = new();
    private readonly OutputFetches _fetches;
    private readonly Run _run;

    public MissingOutputsTests()
    {
        _run = RunExample.Create(_folder.Combine("1")) with
        {
            Version = 3,
            Verdict = new Verdict(VerdictKind.Passed, "ok"),
        };
        _fetches = new OutputFetches(
            fetcher: null!,
            new RunnerHome(_folder.Combine("home")),
            TimeProvider.System,
            NullLogger<OutputFetches>.Instance
        );
        Services.AddSingleton(_fetches);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _fetches.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void How_much_stayed_on_Kaggle_is_said_and_what_cannot_come_has_no_button()
    {
        var shown = Show(_run, Large, Late, Refused);

        shown.Find(".what").TextContent.Should().Contain("2 files, 3.1 GB not downloaded.");
        shown.FindAll("li").Should().HaveCount(3);
        shown.FindAll("li button").Should().HaveCount(2);
        shown.FindAll("b").Should().BeEmpty("names are text");
        shown.FindAll(".line button").Select(button => button.TextContent).Should().Equal("Fetch all");
        shown.Find("input").Change(true);
        shown.FindAll(".line button")[0].TextContent.Should().Be("Fetch 1 selected file");
    }

    [Fact]
    public void An_interrupted_collection_says_what_is_home_why_and_how_to_go_on()
    {
        var shown = Show(_run with { OutputsInterrupted = "The disk is full: x cannot be written. Make room." }, Late);

        shown.Find(".what").TextContent.Should().Contain("3 of 4 files are home.").And.Contain("The disk is full");
        shown.Find(".primary").TextContent.Should().Be("Continue");
    }

    [Fact]
    public void Nothing_is_said_when_all_is_home_or_still_to_come()
    {
        Show(_run).Markup.Trim().Should().BeEmpty();
        Show(_run with { Verdict = null }, Late).Markup.Trim().Should().BeEmpty();
    }

    private IRenderedComponent<MissingOutputs> Show(Run run, params CollectedOutput[] missing) =>
        Render<MissingOutputs>(parameters =>
            parameters.Add(p => p.Run, run).Add(p => p.Missing, missing).Add(p => p.Home, 3)
        );
}
