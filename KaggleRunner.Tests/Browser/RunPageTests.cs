using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>What a run's page tells besides its log: tests as they end, why it failed, and what can be done about it.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class RunPageTests(LiveDashboard dashboard)
{
    private const string Tests = """
        import time
        import pytest

        class TestFirst:
            @pytest.mark.parametrize("value", [1, 2])
            def test_small(self, value):
                print("captured", value)
                assert value < 2, "value is too large"

        def test_takes_its_time():
            time.sleep(8)

        def test_last():
            pass
        """;

    private const string Broken = """
        print("begins", flush=True)
        import no_such_module_anywhere
        """;

    private const string Endless = """
        import time
        print("under way", flush=True)
        time.sleep(600)
        """;

    [Fact]
    public async Task Tests_fill_the_tree_as_they_end_and_the_failed_ones_run_again()
    {
        using var repository = await SampleRepository.CreateAsync("tests-live", ("live/test_live.py", Tests));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "live");
        await visit.OpenTabAsync("tests");
        var lines = visit.Page.Locator(".tests .line.test");

        await Expect(visit.Page.Locator(".tests .progress")).ToHaveTextAsync("2/4 ✗1");
        await Expect(lines).ToHaveCountAsync(2);
        await lines.Nth(1).ClickAsync();
        var traceback = visit.Page.Locator(".detail .traceback[aria-label=Traceback]");
        await visit.Page.WaitForFunctionAsync(
            """
            () => document.querySelector(".head .badge .word")?.textContent === "Running"
              && document.querySelector(".detail .traceback[aria-label=Traceback]")?.textContent.includes("assert value < 2")
            """
        );
        await Expect(traceback).ToContainTextAsync("value is too large");
        await visit.ShotAsync("tests-live-desktop");
        await visit.EndsAsync("Failed");
        await Expect(lines).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator(".detail .traceback").First).ToContainTextAsync("assert value < 2");
        await Expect(visit.Page.Locator(".detail")).ToContainTextAsync("captured 2");
        visit.Page.Url.Should().Contain("tab=tests").And.Contain("test_small");

        await visit.Page.Locator(".tests .chips button").First.ClickAsync();
        await Expect(lines).ToHaveCountAsync(1);
        await visit.Page.ReloadAsync();
        await Expect(lines).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator(".detail .id")).ToHaveTextAsync("live/test_live.py::TestFirst::test_small[2]");
        await visit.ShotAsync("tests-failed-desktop");

        await visit.Page.Locator(".detail h3 a").ClickAsync();
        await Expect(visit.Page.Locator("#tab-log")).ToHaveAttributeAsync("aria-selected", "true");
        visit.Page.Url.Should().MatchRegex("#L[0-9]+");
        await visit.OpenTabAsync("tests");
        var first = visit.Number;
        await Button(visit, "Re-run failed only").ClickAsync();
        await Expect(visit.Page.Locator(".head .number")).ToHaveTextAsync($"#{first + 1}");
        await visit.EndsAsync("Failed");
        await visit.OpenTabAsync("tests");
        await Expect(lines).ToHaveCountAsync(1);
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_script_that_broke_tells_its_error_what_to_do_and_in_the_tab_that_it_failed()
    {
        using var repository = await SampleRepository.CreateAsync("broken", ("broken.py", Broken));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "broken.py");
        await visit.EndsAsync("Failed");

        await Expect(visit.Banner.Locator(".error code"))
            .ToHaveTextAsync("ModuleNotFoundError: No module named 'no_such_module_anywhere'");
        await Expect(visit.Banner.Locator(".cause")).ToContainTextAsync("python.packages");
        await Expect(visit.Page).ToHaveTitleAsync(Beginning("^✕ Failed #[0-9]+ broken.py"));
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", "assets/icons/failed.svg");
        await visit.ShotAsync("run-broken-desktop");
        await visit.Banner.Locator(".error a").ClickAsync();
        visit.Page.Url.Should().MatchRegex("tab=log#L[0-9]+$");

        await repository.CommitAsync("Mend <i>it</i>", ("broken.py", "print('mended')\n"));
        await repository.GitAsync("push", "--quiet");
        await Button(visit, "Other ways to run again").ClickAsync();
        await visit.Page.GetByText("Same settings, current code").ClickAsync();
        await visit.EndsAsync("Passed");
        await Expect(visit.Page).ToHaveTitleAsync(Beginning("^✓ Passed"));
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", "assets/icons/passed.svg");
        await visit.Page.Locator(".head a.compared").ClickAsync();
        await Expect(visit.Page.Locator(".commit-diff .commits")).ToContainTextAsync("Mend <i>it</i>");
        await Expect(visit.Page.Locator(".commit-diff .files")).ToContainTextAsync("broken.py");
        await Expect(visit.Page.Locator(".commit-diff .view-lines").Last).ToContainTextAsync("mended");
        await visit.ShotAsync("details-diff-desktop");
        await visit.GoToAsync("/");
        await Expect(visit.Page).ToHaveTitleAsync(Beginning("^Runs"));
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Stopping_asks_first_and_says_what_goes_on()
    {
        using var repository = await SampleRepository.CreateAsync("stopping", ("endless.py", Endless));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "endless.py");
        await visit.SeesLiveLineAsync("under way");
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", "assets/icons/running.svg");

        await Button(visit, "Stop run").ClickAsync();
        await Expect(visit.Page.Locator(".stop")).ToContainTextAsync("The log so far");
        await visit.ShotAsync("run-stop-dialog-desktop");
        await Button(visit, "Let it run").ClickAsync();
        await Expect(visit.Page.Locator(".stop")).ToHaveCountAsync(0);
        await Expect(visit.Badge).ToContainTextAsync("Running");

        await visit.StopRunAsync();
        await visit.EndsAsync("Cancelled");
        await Expect(visit.LogRows.Filter(new LocatorFilterOptions { HasText = "under way" })).ToBeVisibleAsync();
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", "assets/icons/cancelled.svg");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task On_a_phone_a_test_is_chosen_read_and_left_again()
    {
        using var repository = await SampleRepository.CreateAsync("phone-tests");
        await using var visit = await dashboard.VisitAsync(390, 844, ColorScheme.Dark);
        await visit.GoToAsync("/");
        using var terminal = dashboard.Terminal(repository, "run", "--target", "tests_failing");
        (await terminal.EndAsync()).Should().Be(1, terminal.Error);
        await visit.Page.Locator(".table .row[data-run]:has([title='tests_failing'])").First.ClickAsync();
        await visit.OnRunPageAsync();

        await visit.Page.Locator(".tests .line.test").First.ClickAsync();
        await Expect(visit.Page.Locator(".detail .traceback").First).ToContainTextAsync("assert share > 0.99");
        (await visit.SidewaysAsync()).Should().Be(0);
        await visit.ShotAsync("tests-failed-phone");
        await Button(visit, "All tests").ClickAsync();
        await Expect(visit.Page.Locator(".tests .tree")).ToBeVisibleAsync();
        visit.Errors.Should().BeEmpty();
    }

    private static Regex Beginning(string title) => new(title, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static ILocator Icon(Visit visit) => visit.Page.Locator("link[rel=icon]");

    private static ILocator Button(Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });
}
