using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

/// <summary>What the reader does with a log: search, copy, stand still, look at times.</summary>
public sealed class LogReadingTests
{
    [Fact]
    public async Task A_search_matches_case_and_expressions_on_demand_and_says_at_the_field_what_is_wrong()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print($"{ViewedLog.Lines(1, 1000)}Loss 0.5\n{ViewedLog.Lines(1002, 2000)}loss 0.25\n");
        await log.OpenAsync();
        var hits = log.Part("hits");
        await log.Page.Keyboard.PressAsync("/");
        await log.Page.Keyboard.TypeAsync("loss 0.");
        await Expect(hits).ToHaveTextAsync("2 of 2");
        await log.Part("case").ClickAsync();
        await Expect(hits).ToHaveTextAsync("1 of 1");
        await log.Part("case").ClickAsync();
        await log.Part("regex").ClickAsync();
        await log.Part("search").FillAsync("loss [0-9.]+$");
        await Expect(hits).ToHaveTextAsync(new Regex(" of 2$", default, TimeSpan.FromSeconds(1)));
        await log.Scroller.FocusAsync();
        await log.Page.Keyboard.PressAsync("n");
        await log.Page.Keyboard.PressAsync("p");
        await Expect(log.Page.Locator(".row.hit-now mark")).ToHaveCountAsync(1);

        await log.Part("search").FillAsync("loss (");
        await Expect(log.Part("search-error")).ToBeVisibleAsync();
        await Expect(log.Part("search-error")).Not.ToBeEmptyAsync();
        await Expect(log.Part("search")).ToHaveAttributeAsync("aria-invalid", "true");
        await log.Part("search").PressAsync("Escape");
        await Expect(log.Part("search-error")).ToBeHiddenAsync();
        await Expect(log.Part("search")).ToHaveValueAsync("");
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Next_and_previous_go_through_all_hits_however_many()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print(ViewedLog.Lines(1, 60_000));
        await log.OpenAsync("#L30000");
        await Expect(log.Row(30_000)).ToBeVisibleAsync();
        await log.Page.Keyboard.PressAsync("/");
        await log.Page.Keyboard.TypeAsync("line");
        var hits = log.Part("hits");
        await Expect(hits).ToHaveTextAsync(new Regex("^29,9[0-9]{2} of 60,000$", default, TimeSpan.FromSeconds(1)));
        await log.Scroller.FocusAsync();
        await log.Page.Keyboard.PressAsync("g");
        await log.Part("search").FillAsync("line ");
        await Expect(hits).ToHaveTextAsync("1 of 60,000");
        await log.Scroller.FocusAsync();
        await log.Page.Keyboard.PressAsync("p");
        await Expect(hits).ToHaveTextAsync("60,000 of 60,000");
        await Expect(log.Page.Locator(".row.hit-now")).ToHaveAttributeAsync("data-n", "60000");
        await log.Page.Keyboard.PressAsync("p");
        await Expect(hits).ToHaveTextAsync("59,999 of 60,000");

        log.Print("line 60001\n");
        await Expect(hits).ToHaveTextAsync("59,999 of 60,001");
        await log.Page.Keyboard.PressAsync("n");
        await log.Page.Keyboard.PressAsync("n");
        await Expect(hits).ToHaveTextAsync("60,001 of 60,001");
        await log.Page.Keyboard.PressAsync("n");
        await Expect(hits).ToHaveTextAsync("1 of 60,001");

        // Faster than any answer comes, and over the edge of what the page knows.
        await log.Page.EvaluateAsync(
            """
            for (let i = 0; i < 450; i++) document.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
            """
        );
        await Expect(hits).ToHaveTextAsync("451 of 60,001");
        await Expect(log.Page.Locator(".row.hit-now")).ToHaveAttributeAsync("data-n", "451");
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Copies_come_from_the_log_and_not_from_the_page()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print(ViewedLog.Lines(1, 5000));
        await log.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await log.OpenAsync("#L100-L4000");
        await log.Part("copy-lines").ClickAsync();
        await Expect(log.Part("flash")).ToHaveTextAsync("3,901 lines copied.");
        (await ClipboardAsync(log)).Should().Be(ViewedLog.Lines(100, 4000).TrimEnd('\n'));
        await log.Page.Keyboard.PressAsync("y");
        await Expect(log.Part("flash")).ToHaveTextAsync("Link copied.");
        (await ClipboardAsync(log)).Should().EndWith("?tab=log#L100-L4000");
    }

    [Fact]
    public async Task A_paused_log_stands_still_and_counts_what_comes()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print(ViewedLog.Lines(1, 100));
        await log.OpenAsync();
        await Expect(log.Row(100)).ToBeVisibleAsync();
        await log.Page.Keyboard.PressAsync("s");
        await Expect(log.Part("pause")).ToHaveAttributeAsync("aria-pressed", "true");
        log.Print(ViewedLog.Lines(101, 130));
        await Expect(log.Part("jump")).ToHaveTextAsync("Paused · 30 new lines · go on");
        await Expect(log.Row(101)).ToHaveCountAsync(0);
        await log.Page.Keyboard.PressAsync("s");
        await Expect(log.Row(130)).ToBeInViewportAsync();
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Keys_change_how_lines_look_and_the_choice_is_kept()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print($"first\n{new string('x', 2000)}\nlast\n");
        await log.OpenAsync();
        await Expect(log.Row(1).Locator(".time")).ToHaveTextAsync("00:01");
        await log.Page.Keyboard.PressAsync("t");
        await Expect(log.Part("times-name")).ToHaveTextAsync("Clock");
        await log.Page.Keyboard.PressAsync("t");
        await Expect(log.Row(1).Locator(".time")).ToBeHiddenAsync();
        await log.Page.Keyboard.PressAsync("w");
        await Expect(log.Part("wrap")).ToHaveAttributeAsync("aria-pressed", "true");
        (await log.Row(2).BoundingBoxAsync())!.Height.Should().BeGreaterThan(30);
        await log.Page.Keyboard.PressAsync("z");
        await Expect(log.Page.Locator(".log.full")).ToBeVisibleAsync();
        await log.Page.Keyboard.PressAsync("Escape");
        await Expect(log.Page.Locator(".log.full")).ToHaveCountAsync(0);
        await log.OpenAsync();
        await Expect(log.Part("wrap")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(log.Part("times")).ToHaveAttributeAsync("aria-pressed", "false");
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Only_addresses_of_the_web_are_links()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print(
            "see https://example.org/a?b=1.\njavascript:alert(1) file:///etc/passwd ftp://x.y data:text/html,x\n"
        );
        log.Print("http://user:secret@example.org http://[\n");
        await log.OpenAsync();
        await Expect(log.Row(3)).ToBeVisibleAsync();
        await Expect(log.Page.Locator(".log .text a")).ToHaveCountAsync(1);
        await Expect(log.Text(1).Locator("a")).ToHaveAttributeAsync("href", "https://example.org/a?b=1");
        await Expect(log.Text(1).Locator("a")).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
    }

    [Fact]
    public async Task A_cursor_that_moves_up_overwrites_what_it_reaches()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Print("a   0%\nb   0%\n\u001b[2Aa  50%\nb  50%\n\u001b[2A\u001b[32ma 100%\u001b[0m\nb 100%\ndone\n");
        log.Print("x\ny\nz\u001b[2A\rX\n\n\nend\n");
        await log.OpenAsync();
        await Expect(log.Text(5)).ToHaveTextAsync("a 100%");
        await Expect(log.Text(6)).ToHaveTextAsync("b 100%");
        await Expect(log.Row(3)).ToHaveAttributeAsync("title", "Overwritten by line 5");
        await Expect(log.Text(3)).ToHaveTextAsync("a  50%");
        await Expect(log.Text(7)).ToHaveTextAsync("done");
        await Expect(log.Text(8)).ToHaveTextAsync("X");
        await Expect(log.Text(9)).ToHaveTextAsync("y");
        await Expect(log.Text(10)).ToHaveTextAsync("z");
        await Expect(log.Text(13)).ToHaveTextAsync("end");
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cut_connection_loses_and_doubles_nothing()
    {
        await using var log = await ViewedLog.StartAsync();
        var cuts = new List<IWebSocketRoute>();
        await log.Page.RouteWebSocketAsync(
            "**/hubs/runs**",
            socket =>
            {
                socket.ConnectToServer();
                cuts.Add(socket);
            }
        );
        log.Print(ViewedLog.Lines(1, 50));
        await log.OpenAsync();
        await Expect(log.Row(50)).ToBeVisibleAsync();
        await cuts[^1].CloseAsync();
        log.Print(ViewedLog.Lines(51, 500) + "unfini");
        await Expect(log.Part("flash")).ToContainTextAsync("450 lines came meanwhile");
        log.Print("shed\n");
        await Expect(log.Text(501)).ToHaveTextAsync("unfinished");
        await Expect(log.Part("count")).ToHaveTextAsync("501 lines");
        await Expect(log.Part("state")).ToBeHiddenAsync();
        foreach (var number in (int[])[470, 499, 500])
        {
            await Expect(log.Text(number)).ToHaveTextAsync($"line {number}");
        }
    }

    private static Task<string> ClipboardAsync(ViewedLog log) =>
        log.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
}
