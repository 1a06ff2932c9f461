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
}
