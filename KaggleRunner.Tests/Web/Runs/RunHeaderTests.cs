using Bunit;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.NewRun;
using KaggleRunner.Web.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class RunHeaderTests : BunitContext
{
    private readonly FakeTimeProvider _clock = new(SampleRuns.Noon.AddMinutes(31));

    public RunHeaderTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddScoped<Ticker>();
    }

    [Fact]
    public void The_commit_is_compared_with_that_of_the_run_before()
    {
        var header = Show(At('b', 5), At('a', 4));

        header.Find("a.compared").TextContent.Should().Be("diff to #4");
        Show(At('a', 5), At('a', 4)).Find("a.compared").TextContent.Should().Be("same commit as #4");
        Show(At('a', 5), previous: null).FindAll("a.compared").Should().BeEmpty();
    }

    [Fact]
    public void The_settings_that_differ_from_the_run_before_are_told()
    {
        var before = At('a', 4);
        before = before with { Settings = before.Settings with { Args = ["--epochs", "10", "--amp"] } };
        var run = At('b', 5);
        run = run with
        {
            Settings = run.Settings with { Args = ["--epochs=30", "--lr", "-1e-3"], Accelerator = "NvidiaTeslaT4" },
        };

        var header = Show(run, before);

        header
            .FindAll(".since .change")
            .Select(change => change.TextContent)
            .Should()
            .Equal("accelerator None (CPU) → GPU T4 ×2", "epochs 10 → 30", "lr none → -1e-3", "amp on → none");
        header.Find("a.compare").GetAttribute("href").Should().Be("/p/sample-1/compare?runs=4,5");
        Show(run, run with { Id = before.Id }).FindAll(".since").Should().BeEmpty();
        Show(run, previous: null).FindAll(".since").Should().BeEmpty();
    }

    [Theory]
    [InlineData("a b", "a c")]
    [InlineData("--x 1 --x 2", "--x 1 --x 3")]
    public void Arguments_that_are_no_options_are_told_as_a_whole(string before, string after)
    {
        var old = At('a', 4);
        old = old with { Settings = old.Settings with { Args = before.Split(' ') } };
        var run = old with { Settings = old.Settings with { Args = after.Split(' ') } };

        var change = SettingsSince.Of(old, run).Should().ContainSingle().Subject;

        change.Should().Be(new SettingsChange("Arguments", before, after));
    }

    [Theory]
    [InlineData("https://www.kaggle.com/code/me/x?scriptVersionId=1", KaggleAccountKind.Kaggle, true)]
    [InlineData("http://www.kaggle.com/code/me/x", KaggleAccountKind.Kaggle, false)]
    [InlineData("https://kaggle.com.evil.example/code/me/x", KaggleAccountKind.Kaggle, false)]
    [InlineData("https://www.kaggle.com@evil.example/code/me/x", KaggleAccountKind.Kaggle, false)]
    [InlineData("javascript:alert(1)", KaggleAccountKind.Kaggle, false)]
    [InlineData("https://www.kaggle.com/code/me/x", KaggleAccountKind.Local, false)]
    public void Only_Kaggles_own_https_pages_become_links(string url, KaggleAccountKind account, bool isLink)
    {
        var run = At('a', 5) with { Account = account, KernelUrl = url, Version = 37 };

        var header = Show(run, previous: null);

        header.Find(".version").TextContent.Trim().Should().Be("v37");
        header.FindAll("a.version").Should().HaveCount(isLink ? 1 : 0);
    }

    [Fact]
    public void The_quota_used_is_told_of_runs_that_use_any()
    {
        var run = SampleRuns.Running(1);
        QuotaUse.Of(run, _clock.GetUtcNow()).Should().BeNull();

        run = run with { Settings = run.Settings with { Accelerator = "NvidiaTeslaT4" } };
        QuotaUse.Of(run, _clock.GetUtcNow()).Should().Be("0.5 GPU h");
        QuotaUse.Of(run, SampleRuns.Noon.AddSeconds(90)).Should().Be("2 GPU min");
    }

    [Theory]
    [InlineData(360, "~6 min left")]
    [InlineData(31, "~40 s left")]
    [InlineData(2, "about to end")]
    [InlineData(-62, "1m 2s longer than usual")]
    [InlineData(7200, "~2.0 h left")]
    public void The_expected_end_is_told_in_round_words(int seconds, string words) =>
        new ExpectedEnd(_clock.GetUtcNow().AddSeconds(seconds), "").Words(_clock.GetUtcNow()).Should().Be(words);

    [Fact]
    public void Settings_go_along_to_the_page_where_they_are_changed()
    {
        var run = SampleRuns.Ended(41, target: "t/a b.py");
        run = run with { Settings = run.Settings with { Quick = true, ConfigPath = "config/a.yml" } };

        RunRepetition
            .NewRunAddress(run)
            .Should()
            .Be("/p/sample-1/new?from=41&target=t%2Fa%20b.py&config=config%2Fa.yml&quick=true");
    }

    private IRenderedComponent<RunHeader> Show(Run run, Run? previous) =>
        Render<RunHeader>(parameters => parameters.Add(p => p.Run, run).Add(p => p.Previous, previous));

    private static Run At(char sha, int number) =>
        SampleRuns.Ended(number) with
        {
            Revision = new Revision
            {
                Sha = new string(sha, 40),
                Branch = "main",
                Subject = "Fix it",
            },
        };
}
