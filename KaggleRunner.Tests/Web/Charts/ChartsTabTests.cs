using System.Globalization;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Logs.Metrics;
using KaggleRunner.Tests.Web.Logs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Charts;

public sealed class ChartsTabTests
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");

    [Fact]
    public async Task Charts_are_drawn_and_grow_while_the_tab_is_open()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        await using var browser = await OpenAsync(dashboard, run);
        var page = browser.Page;
        await Expect(page.Locator("[data-part=empty]")).ToContainTextAsync("##metric");

        RunHubTests.Print(dashboard, run, log, Curves(1, 50));
        await Expect(Card(page, "loss").Locator(".values tbody tr")).ToHaveCountAsync(2);
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=empty]")).ToBeHiddenAsync();
        await Expect(Value(page, "loss", "train/loss")).ToHaveTextAsync("0.02");

        RunHubTests.Print(dashboard, run, log, Curves(51, 100));
        await Expect(Value(page, "loss", "train/loss")).ToHaveTextAsync("0.01");
        await Expect(Card(page, "loss").Locator(".plot"))
            .ToHaveAttributeAsync(
                "aria-label",
                "Chart of loss: train/loss now 0.01, between 0.01 and 1, 100 values; val/loss now 0.11, between 0.11 and 1.1, 100 values"
            );
        await Expect(page.Locator(".sections h2:visible")).ToHaveTextAsync(["Metrics", "optimizer"]);
        (await DrawnAsync(page, "loss")).Should().BeTrue();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_chart_is_read_and_zoomed_by_keyboard()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Curves(1, 100));
        await using var browser = await OpenAsync(dashboard, run);
        var page = browser.Page;
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();

        await Card(page, "loss").Locator(".plot").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-part=readout]")).ToHaveTextAsync("step 2: train/loss 0.5, val/loss 0.6");
        await Expect(Card(page, "loss").Locator("thead th").Nth(1)).ToHaveTextAsync("step 2");
        await Expect(Card(page, "lr").Locator("thead th").Nth(1)).ToHaveTextAsync("step 2");
        await page.Keyboard.PressAsync("+");
        await Expect(page.Locator("[data-part=reset]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("0");
        await Expect(page.Locator("[data-part=reset]")).ToBeHiddenAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Dragging_zooms_all_charts_and_a_double_click_shows_everything()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Curves(1, 100));
        await using var browser = await OpenAsync(dashboard, run);
        var page = browser.Page;
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();
        var box = (await Card(page, "loss").Locator(".u-over").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + (box.Width / 4), box.Y + 50);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 50, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator("[data-part=reset]")).ToBeVisibleAsync();
        await page.Mouse.MoveAsync(box.X + 1, box.Y + 50);
        await Expect(Card(page, "lr").Locator("thead th").Nth(1)).ToHaveTextAsync("step 26");

        await page.Mouse.DblClickAsync(box.X + 20, box.Y + 50);
        await Expect(page.Locator("[data-part=reset]")).ToBeHiddenAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_zoomed_to_is_drawn_finely_and_stands_in_the_address_with_what_is_hidden()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Long(1, 20_000));
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=charts&axis=step&zoom=5000..5200&hide=val%2Floss");
        var page = browser.Page;
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=reset]")).ToBeVisibleAsync();
        await Expect(Card(page, "loss").Locator(".line:has([title='val/loss']), .line[title='val/loss']"))
            .ToHaveAttributeAsync("aria-pressed", "false");
        await HoldsAsync(page, 5000, 5200, 201);

        // What comes while it is zoomed to its end is drawn as well.
        await page.Locator("[data-part=reset]").ClickAsync();
        await page.ExpectNoAddressAsync("zoom");
        await Card(page, "loss").Locator(".line[title='val/loss']").ClickAsync();
        await page.ExpectNoAddressAsync("hide");
        await page.EvaluateAsync("Blazor.navigateTo(location.pathname + '?tab=charts&axis=step&zoom=19990..20010')");
        await Expect(page.Locator("[data-part=reset]")).ToBeVisibleAsync();
        await HoldsAsync(page, 19_990, 20_010, 11);
        RunHubTests.Print(dashboard, run, log, Long(20_001, 20_030));
        await HoldsAsync(page, 19_990, 20_010, 21);

        await Card(page, "loss").Locator(".plot").FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.ExpectAddressAsync("zoom=19995..20005");
        await page.Keyboard.PressAsync("0");
        await page.ExpectNoAddressAsync("zoom");
        await Expect(page.Locator("[data-part=reset]")).ToBeHiddenAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Axis_smoothing_and_scale_are_kept_and_redraw()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Curves(1, 100) + RunMetricsTests.Metric("loss", 101, "-1"));
        await using var browser = await OpenAsync(dashboard, run);
        var page = browser.Page;
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();

        await page.Locator("[data-axis=elapsed]").ClickAsync();
        await page.Locator("[data-part=smoothing]").FillAsync("0.6");
        await page.Locator("[data-part=log]").ClickAsync();
        await Expect(page.Locator("[data-part=smoothing-value]")).ToHaveTextAsync("0.60");
        await Expect(Card(page, "loss").Locator(".note")).ToContainTextAsync("log scale");
        await page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'");
        (await DrawnAsync(page, "loss")).Should().BeTrue();

        await page.ReloadAsync();
        await Expect(Card(page, "loss").Locator("canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-axis=elapsed]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("[data-part=log]")).ToHaveAttributeAsync("aria-pressed", "true");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Hostile_names_are_text_and_gaps_are_told()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        const string Image = "<img src=x onerror=\"document.title='owned'\">";
        string[] names = ["__proto__", "constructor", Image, "\u202Eevil", "a\"]'b"];
        RunHubTests.Print(
            dashboard,
            run,
            log,
            string.Concat(names.Select(name => RunMetricsTests.Metric(name, 1, "1")))
        );
        RunHubTests.Print(dashboard, run, log, RunMetricsTests.Metric("__proto__", 2, "\"NaN\""));
        RunHubTests.Print(
            dashboard,
            run,
            log,
            string.Concat(Enumerable.Range(0, 250).Select(i => RunMetricsTests.Metric($"m{i}", 1, "1")))
        );
        await using var browser = await OpenAsync(dashboard, run);
        var page = browser.Page;

        await Expect(page.Locator(".card")).ToHaveCountAsync(200);
        await Expect(page.Locator(".line span").Filter(new LocatorFilterOptions { HasText = Image }))
            .ToHaveCountAsync(1);
        await Expect(Value(page, "__proto__", "__proto__")).ToHaveTextAsync("NaN");
        await Expect(Card(page, "__proto__").Locator(".note")).ToContainTextAsync("1 value is NaN or infinite");
        await Expect(page.Locator("[data-part=state]")).ToContainTextAsync("first 200 names");
        (await page.Locator(".charts img").CountAsync()).Should().Be(0);
        (await page.TitleAsync()).Should().NotBe("owned");
        browser.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_machine_is_shown_with_its_phases_and_nothing_sticks_out(
        int width,
        int height,
        ColorScheme scheme
    )
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Curves(1, 300));
        Sample(log);
        RunHubTests.Print(dashboard, run, log, "done\n");
        await using var browser = await BrowserSession.OpenAsync(dashboard, width, height);
        var page = browser.Page;
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=charts");

        await Expect(page.Locator("[data-part=machine] .card")).ToHaveCountAsync(4);
        await Expect(Value(page, "GPU memory", "GPU memory")).ToHaveTextAsync("3 GB");
        await ShotAsync(page, $"charts-{width}");
        await page.Locator("[data-part=machine-part]").ScrollIntoViewIfNeededAsync();
        await Expect(Card(page, "GPU memory").Locator("canvas")).ToBeVisibleAsync();
        await ShotAsync(page, $"charts-machine-{width}");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
        browser.Errors.Should().BeEmpty();
    }

    /// <summary>Waits until so many points are drawn between two steps.</summary>
    private static async Task HoldsAsync(IPage page, double from, double to, int points) =>
        await page.WaitForFunctionAsync(
            """
            ([from, to, points]) =>
              [...document.querySelectorAll(".card")].find((figure) => figure.card.title === "loss")
                .card.plot?.data[0].filter((step) => step >= from && step <= to).length === points
            """,
            new[] { from, to, points }
        );

    private static string Long(int first, int last) =>
        string.Concat(
            Enumerable
                .Range(first, last - first + 1)
                .Select(step =>
                    RunMetricsTests.Metric("train/loss", step, Number(step % 5))
                    + RunMetricsTests.Metric("val/loss", step, Number(step % 3))
                )
        );

    private static async Task<BrowserSession> OpenAsync(TestDashboard dashboard, Run run)
    {
        var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=charts");
        return browser;
    }

    private static ILocator Card(IPage page, string title) => page.Locator($".card:has(figcaption[title='{title}'])");

    private static ILocator Value(IPage page, string chart, string line) =>
        Card(page, chart).Locator($"tr:has([title='{line}']) td, tr:has(.line:text-is('{line}')) td").First;

    private static Task<bool> DrawnAsync(IPage page, string title) =>
        Card(page, title)
            .Locator("canvas")
            .EvaluateAsync<bool>(
                """
                canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)
                """
            );

    private static string Curves(int first, int last) =>
        string.Concat(
            Enumerable
                .Range(first, last - first + 1)
                .Select(step =>
                    RunMetricsTests.Metric("train/loss", step, Number(1.0 / step))
                    + RunMetricsTests.Metric("val/loss", step, Number((1.0 / step) + 0.1))
                    + RunMetricsTests.Metric(
                        "accuracy",
                        step,
                        Number(1 - Math.Exp(-step / 60.0) + (0.05 * Math.Sin(step * 7)))
                    )
                    + RunMetricsTests.Metric("optimizer/lr", step, Number(0.001 * Math.Cos(step / 200.0)))
                )
        );

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Sample(LogIngest log)
    {
        log.Append(LogFolder.Out(LogFolder.Record("""{"record":"phase","name":"install","state":"started"}"""), 0));
        log.Append(LogFolder.Out(LogFolder.Record("""{"record":"phase","name":"install","state":"ended"}"""), 120));
        log.Append(LogFolder.Out(LogFolder.Record("""{"record":"phase","name":"run","state":"started"}"""), 120));
        for (var time = 0; time < 600; time += 5)
        {
            var cpu = 50 + (40 * Math.Sin(time / 50.0));
            var gpu = time > 150 ? 90 : 0;
            var json = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"record":"system","cpu":{{cpu:0.0}},"memory":{{2_000_000_000L + (time * 3_000_000L)}},"gpu":{{gpu}},"gpuMemory":3000000000}"""
            );
            log.Append(LogFolder.Out(LogFolder.Record(json), time));
        }
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png") });
        }
    }
}
