using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

[Collection(nameof(LiveDashboard))]
public sealed class RunControlTests(LiveDashboard dashboard)
{
    private const string Endless = """
        import time
        print("under way", flush=True)
        time.sleep(600)
        """;

    private const string Ticks = """
        import time
        for tick in range(50):
            print(f"tick {tick:02}", flush=True)
            time.sleep(0.1)
        """;

    [Fact]
    public async Task A_run_is_stopped_and_run_again_at_the_same_commit()
    {
        using var repository = await SampleRepository.CreateAsync("control", ("endless.py", Endless));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "endless.py");
        await visit.SeesLiveLineAsync("under way");
        var first = visit.Number;
        var commit = await repository.HeadAsync();

        await visit.StopRunAsync();
        await visit.EndsAsync("Cancelled");
        await repository.CommitAsync("Go on", ("later.txt", "later\n"));
        await Button(visit, "Run again").ClickAsync();
        await Expect(visit.Page.Locator(".head .number")).ToHaveTextAsync($"#{first + 1}");

        await visit.SeesLiveLineAsync("under way");
        await Expect(visit.Page.Locator($"code[title='{commit}']")).ToBeVisibleAsync();
        await visit.StopRunAsync();
        await visit.EndsAsync("Cancelled");
        await visit.ShotAsync("run-cancelled-desktop");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Closing_the_page_stops_nothing()
    {
        using var repository = await SampleRepository.CreateAsync("closing", ("ticks.py", Ticks));
        string address;
        await using (var visit = await dashboard.VisitAsync())
        {
            await visit.LaunchAsync(repository, "ticks.py");
            await visit.SeesLiveLineAsync("tick 03");
            address = new Uri(visit.Page.Url).AbsolutePath;
        }

        await using var later = await dashboard.VisitAsync();
        await later.GoToAsync(address);
        await later.EndsAsync("Passed");

        await Expect(later.LogRows.Filter(new LocatorFilterOptions { HasText = "tick 49" })).ToBeVisibleAsync();
        var log = Directory.GetFiles(repository.Path("kaggle_runner/results"), "log.txt", SearchOption.AllDirectories);
        var lines = await File.ReadAllLinesAsync(log.Single(), TestContext.Current.CancellationToken);
        lines
            .Where(line => line.StartsWith("tick ", StringComparison.Ordinal))
            .Should()
            .Equal(Enumerable.Range(0, 50).Select(tick => $"tick {tick:00}"));
        later.Errors.Should().BeEmpty();
    }

    private static ILocator Button(Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });
}
