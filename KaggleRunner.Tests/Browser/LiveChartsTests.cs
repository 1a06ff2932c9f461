using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>A real program whose metrics and progress bar are drawn while it runs.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class LiveChartsTests(LiveDashboard dashboard)
{
    // It goes on until it is stopped: what the page shows meanwhile is seen however slow the machine is.
    private const string Script = """
        import json, sys, time
        for step in range(1, 100_000):
            for name, value in (("train/loss", 1 / step), ("val/loss", 1 / step + 0.1)):
                print("##metric", json.dumps({"name": name, "step": step, "value": value}), flush=True)
            bar = f"\rfit:  42%|████▏     | {step}/100000 [00:21<00:29, 1.97it/s]"
            print(bar, end="", file=sys.stderr, flush=True)
            time.sleep(0.2)
        """;

    [Fact]
    public async Task Metrics_and_a_progress_bar_are_drawn_live_until_the_run_is_stopped()
    {
        using var repository = await SampleRepository.CreateAsync("live-charts", ("endless.py", Script));
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "endless.py");
        var bar = visit.Page.Locator("[role=progressbar].live-progress");
        await Expect(bar).ToHaveAttributeAsync("aria-valuetext", "fit 0%, about 29s left");
        await visit.Page.WaitForFunctionAsync("document.title.startsWith('0% · ')");

        await visit.OpenTabAsync("charts");
        var value = visit.Page.Locator(".card tr:has([title='train/loss']) td").First;
        await Expect(visit.Page.Locator(".card canvas").First).ToBeVisibleAsync();
        var before = await value.TextContentAsync();
        await Expect(value).Not.ToHaveTextAsync(before!);
        await Expect(visit.Page.Locator("[data-part=machine] .card").First).ToBeVisibleAsync();
        await visit.ShotAsync("run-charts-live-desktop");

        var number = new Uri(visit.Page.Url).AbsolutePath.Split('/')[^1];
        using var terminal = dashboard.Terminal(repository, "cancel", number);
        await terminal.EndAsync();
        await visit.EndsAsync("Cancelled");
        await Expect(bar).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".card canvas").First).ToBeVisibleAsync();
        visit.Errors.Should().BeEmpty();
    }
}
