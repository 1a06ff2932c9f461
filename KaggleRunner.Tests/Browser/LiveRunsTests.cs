using KaggleRunner.Core.History.Trash;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

[Collection(nameof(LiveDashboard))]
public sealed class LiveRunsTests(LiveDashboard dashboard)
{
    private const string Short = "import time\nprint('short', flush=True)\ntime.sleep(1)\n";

    [Fact]
    public async Task A_run_from_the_terminal_and_one_from_another_tab_appear_and_end_without_a_reload()
    {
        using var repository = await SampleRepository.CreateAsync(
            "live-runs",
            ("from_terminal.py", Short),
            ("from_tab.py", Short)
        );
        await using var watching = await dashboard.VisitAsync();
        await Expect(watching.Page.Locator(".runs-page")).ToBeVisibleAsync();
        await watching.Page.EvaluateAsync("window.sameDocument = true");

        using var terminal = dashboard.Terminal(
            repository,
            "run",
            "--target",
            "from_terminal.py",
            "--sync",
            "none",
            "--detach"
        );
        (await terminal.EndAsync()).Should().Be(0, terminal.Error);
        await using var other = await dashboard.VisitAsync();
        await other.LaunchAsync(repository, "from_tab.py");

        foreach (var target in new[] { "from_terminal.py", "from_tab.py" })
        {
            var row = watching.Page.Locator($".table .row[data-run]:has([title='{target}'])");
            await Expect(row.Locator(".badge .word")).ToHaveTextAsync("Passed");
        }

        (await watching.Page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
        watching.Errors.Should().BeEmpty();
        other.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_restored_comes_back_to_the_lists_in_other_tabs_and_to_its_own_page()
    {
        using var past = new PastRuns(dashboard.Home, "restored");
        await past.SaveManyAsync(4);
        var trash = new RunTrash(dashboard.Home.Store, TimeProvider.System);
        await using var list = await dashboard.VisitAsync();
        await list.GoToAsync($"{past.Path}/runs");
        await Expect(list.Page.Locator(".table .row[data-run]")).ToHaveCountAsync(4);
        await list.Page.EvaluateAsync("window.sameDocument = true");
        await using var page = await dashboard.VisitAsync();
        await page.GoToAsync(past.Id(2).Path);
        await Expect(page.Badge).ToBeVisibleAsync();

        await trash.DeleteAsync(past.Id(2), TestContext.Current.CancellationToken);
        await Expect(list.Page.Locator(".table .row[data-run]")).ToHaveCountAsync(3);
        await Expect(page.Page.Locator(".empty-state")).ToContainTextAsync("Run #2 is in the trash");
        await page.Page.ReloadAsync();
        await page.Page.GetByText("Restore it").ClickAsync();

        await Expect(page.Badge).ToBeVisibleAsync();
        await Expect(list.Page.Locator(".table .row[data-run]")).ToHaveCountAsync(4);
        await Expect(list.Page.Locator(".table .row[data-run] .number")).ToHaveTextAsync(["#4", "#3", "#2", "#1"]);
        (await list.Page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
        list.Errors.Should().BeEmpty();
        page.Errors.Should().BeEmpty();
    }
}
