using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

public sealed class LogViewerTests
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");

    [Fact]
    public async Task A_live_log_is_followed_until_the_reader_scrolls_up()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Lines(1, 2000));
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, run.Id.Path);
        var page = browser.Page;
        await Expect(Row(page, 2000)).ToBeVisibleAsync();
        (await page.Locator(".log .row").CountAsync()).Should().BeLessThan(100);

        RunHubTests.Print(dashboard, run, log, Lines(2001, 5000));
        await Expect(Row(page, 5000)).ToBeVisibleAsync();

        await page.Locator("[data-part=scroller]").HoverAsync();
        await page.Mouse.WheelAsync(0, -2000);
        await Expect(page.Locator("[data-part=follow]")).ToHaveAttributeAsync("aria-pressed", "false");
        RunHubTests.Print(dashboard, run, log, Lines(5001, 5003));
        await Expect(page.Locator("[data-part=jump]")).ToHaveTextAsync("↓ 3 new lines");
        await Expect(Row(page, 5003)).ToHaveCountAsync(0);
        await ShotAsync(page, "log-scrolled");
        await page.Locator("[data-part=jump]").ClickAsync();
        await Expect(Row(page, 5003)).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("g");
        await Expect(Row(page, 1)).ToHaveTextAsync("line 1");
        await page.Keyboard.PressAsync("Shift+G");
        await Expect(Row(page, 5003)).ToBeVisibleAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Hostile_lines_are_text_and_colours_are_colours()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        string[] lines =
        [
            "<img src=x onerror=\"document.title='owned'\"><b>bold</b>",
            "\u001b[31mred\u001b[0m \u001b[1;92mbright\u001b[0m \u001b[38;2;200;100;0mtrue\u001b[m \u001b[37;41mbadge\u001b[0m",
            "\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007 \u001b]0;title\u001b\\after",
            "\u001b[2J\u001b[1;1Hcursor \u001b(Bset",
            "admin\u202Etxt.exe\u2028next",
            "  indented\tand tabbed",
            "10%\r50%\r\u001b[32m100%\u001b[0m",
            "\u001b]52;c;unterminated",
            "bell\u0007 null",
            $"long {new string('x', 5000)}",
        ];
        RunHubTests.Print(dashboard, run, log, string.Join('\n', lines) + "\nworking  10%\rworking  20%");
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, run.Id.Path);
        var page = browser.Page;
        await Expect(Row(page, 1)).ToHaveTextAsync(lines[0]);
        await Expect(Row(page, 2)).ToHaveTextAsync("red bright true badge");
        await Expect(Row(page, 2).GetByText("true")).ToHaveCSSAsync("color", "rgb(170, 85, 0)");
        await Expect(Row(page, 2).GetByText("badge")).ToHaveCSSAsync("background-color", "rgb(161, 38, 13)");
        await Expect(Row(page, 3)).ToHaveTextAsync("link after");
        await Expect(Row(page, 4)).ToHaveTextAsync("cursor set");
        await Expect(Row(page, 5)).ToHaveTextAsync("admin[U+202E]txt.exe[U+2028]next");
        (await Row(page, 6).TextContentAsync()).Should().Be("  indented\tand tabbed");
        await Expect(Row(page, 7)).ToHaveTextAsync("100%");
        await Expect(Row(page, 8)).ToHaveTextAsync("");
        await Expect(Row(page, 9)).ToHaveTextAsync("bell^G null");
        await Expect(Row(page, 11)).ToHaveTextAsync("working  20%");
        RunHubTests.Print(dashboard, run, log, "\rworking 100%");
        await Expect(Row(page, 11)).ToHaveTextAsync("working 100%");
        (await page.Locator(".log img, .log b").CountAsync()).Should().Be(0);
        (await page.TitleAsync()).Should().NotBe("owned");
        await ShotAsync(page, "log-hostile");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_finds_lines_that_were_never_sent()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(
            dashboard,
            run,
            log,
            $"{Lines(1, 3000)}NEEDLE one\n{Lines(3002, 6000)}needle two\n{Lines(6002, 9000)}"
        );
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, run.Id.Path);
        var page = browser.Page;
        await Expect(Row(page, 9000)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("needle");
        await Expect(page.Locator("[data-part=hits]")).ToHaveTextAsync("1 of 2");
        await Expect(Row(page, 3001).Locator("mark")).ToHaveTextAsync("NEEDLE");
        await ShotAsync(page, "log-search");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Row(page, 6001).Locator("mark")).ToHaveTextAsync("needle");
        await page.Locator("[data-part=scroller]").FocusAsync();
        await page.Keyboard.PressAsync("Shift+N");
        await Expect(Row(page, 3001)).ToBeVisibleAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_with_a_line_opens_there_and_a_click_on_a_number_makes_one()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, Lines(1, 3000));
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}#L118");
        var page = browser.Page;
        await Expect(Row(page, 118)).ToHaveTextAsync("line 118");
        await Expect(page.Locator(".row.selected")).ToHaveAttributeAsync("data-n", "118");
        await page.Locator(".row[data-n='120'] .number").ClickAsync();
        await Expect(page.Locator(".row.selected")).ToHaveAttributeAsync("data-n", "120");
        page.Url.Should().EndWith("#L120");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_million_lines_open_at_once()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        for (var from = 1; from < 1_000_000; from += 100_000)
        {
            RunHubTests.Print(dashboard, run, log, Lines(from, from + 99_999));
        }

        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, "/new");
        var page = browser.Page;
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        var clock = Stopwatch.StartNew();
        await browser.GoToAsync(dashboard, run.Id.Path);
        await Expect(Row(page, 1_000_000)).ToBeVisibleAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"1,000,000 lines in {clock.ElapsedMilliseconds} ms");
        await page.Keyboard.PressAsync("g");
        await Expect(Row(page, 1)).ToHaveTextAsync("line 1");
        await page.Locator("[data-part=scroller]").EvaluateAsync("e => { e.scrollTop = e.scrollHeight / 2 }");
        await Expect(Row(page, 500_020)).ToHaveTextAsync("line 500020");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task On_a_phone_only_the_log_scrolls_sideways()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = RunHubTests.OpenLog(run);
        RunHubTests.Print(dashboard, run, log, $"{Lines(1, 30)}\u001b[32mPASSED\u001b[0m {new string('-', 300)} end\n");
        await using var browser = await BrowserSession.OpenAsync(dashboard, 390, 844);
        await browser.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await browser.GoToAsync(dashboard, run.Id.Path);
        await Expect(Row(browser.Page, 31)).ToBeVisibleAsync();
        await ShotAsync(browser.Page, "log-phone");
        (await ScrollWidthAsync(browser.Page)).Should().Be(390, "long lines are wrapped on a phone");
        await browser.Page.Locator("[data-part=wrap]").ClickAsync();
        await Expect(browser.Page.Locator(".log.wrapped")).ToHaveCountAsync(0);
        (await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
            .Should()
            .BeTrue();
        await browser.Page.WaitForFunctionAsync("document.querySelector('[data-part=scroller]').scrollWidth > 2000");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task On_a_phone_the_end_of_a_log_that_is_followed_is_above_the_navigation()
    {
        await using var log = await ViewedLog.StartAsync(390, 844);
        log.Print(Lines(1, 500));
        await log.OpenAsync();
        await Expect(log.Row(500)).ToBeVisibleAsync();
        await ShotAsync(log.Page, "log-phone-followed");
        (await RoomBelowAsync(500)).Should().BeGreaterThanOrEqualTo(0);

        log.Print(Lines(501, 520));
        await Expect(log.Row(520)).ToBeVisibleAsync();
        (await RoomBelowAsync(520)).Should().BeGreaterThanOrEqualTo(0);
        (await log.Page.EvaluateAsync<double>("document.querySelector('.log').getBoundingClientRect().height"))
            .Should()
            .BeGreaterThan(250);
        log.Browser.Errors.Should().BeEmpty();

        // Pixels between a row's lower edge and the navigation's upper one.
        Task<double> RoomBelowAsync(int line) =>
            log.Page.EvaluateAsync<double>(
                """
                (line) => document.querySelector(".rail").getBoundingClientRect().top
                  - document.querySelector(`.log .row[data-n="${line}"]`).getBoundingClientRect().bottom
                """,
                line
            );
    }

    private static Task<int> ScrollWidthAsync(IPage page) =>
        page.EvaluateAsync<int>("document.querySelector('[data-part=scroller]').scrollWidth");

    private static ILocator Row(IPage page, int number) => page.Locator($".log .row[data-n='{number}'] .text");

    private static string Lines(int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(n => $"line {n}\n"));

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png") });
        }
    }
}
