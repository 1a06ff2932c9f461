using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

public sealed class LogSectionsViewTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_went_well_is_folded_and_a_red_run_opens_at_its_failure()
    {
        await using var log = await ViewedLog.StartAsync();
        log.PrintTests();
        log.Phase("run", "failed", 170);
        await log.EndAsync(VerdictKind.Failed);
        await log.OpenAsync();

        await Expect(log.Heading("test_bad")).ToBeVisibleAsync();
        await Expect(log.Heading("test_bad")).ToContainTextAsync("AssertionError: 1 != 2");
        await Expect(log.Text(102)).ToContainTextAsync("test_bad FAILED");
        await Expect(log.Heading("source")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(log.Heading("source")).ToContainTextAsync("2.1s");
        await Expect(log.Heading("install")).ToContainTextAsync("14s");
        await Expect(log.Heading("40 passed")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(log.Heading("run").First).ToHaveAttributeAsync("aria-expanded", "true");

        await log.Heading("install").ClickAsync();
        await Expect(log.Row(31)).ToBeVisibleAsync();
        await Expect(log.Row(31).Locator(".number")).ToHaveTextAsync("31");
        await log.Scroller.FocusAsync();
        await log.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(log.Row(31)).ToHaveCountAsync(0);
        await log.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(log.Row(31)).ToBeVisibleAsync();

        await log.Page.Keyboard.PressAsync("f");
        await Expect(log.Row(102))
            .ToHaveClassAsync(new System.Text.RegularExpressions.Regex("selected", default, Limit));
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_under_way_is_open_and_folds_when_it_has_ended_and_is_out_of_sight()
    {
        await using var log = await ViewedLog.StartAsync();
        log.Phase("install", "started");
        log.Print(ViewedLog.Lines(1, 20));
        await log.OpenAsync();
        await Expect(log.Heading("install").Locator(".icon.running")).ToBeVisibleAsync();
        await Expect(log.Row(20)).ToBeVisibleAsync();

        log.Phase("install", "ended", 3);
        log.Phase("run", "started");
        log.Print(ViewedLog.Lines(21, 300));
        await Expect(log.Row(300)).ToBeVisibleAsync();
        await log.Page.Keyboard.PressAsync("g");
        await Expect(log.Heading("install").Locator(".icon.passed")).ToBeVisibleAsync();
        await Expect(log.Heading("install")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(log.Row(21)).ToBeVisibleAsync();
        log.Browser.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("#L10-L20", 10)]
    [InlineData("", 102)]
    public async Task Sections_that_come_late_do_not_hide_where_the_reader_begins(string address, int line)
    {
        await using var log = await ViewedLog.StartAsync();
        log.PrintTests();
        log.Phase("run", "failed", 170);
        await log.EndAsync(VerdictKind.Failed);
        var sections = new TaskCompletionSource();
        await log.Page.RouteWebSocketAsync(
            "**/hubs/runs**",
            socket =>
            {
                var server = socket.ConnectToServer();
                server.OnMessage(message => _ = SendAsync(socket, message.Text!));
            }
        );
        await log.OpenAsync(address);
        await Expect(log.Page.Locator(".log .row[data-n]").First).ToBeVisibleAsync();
        await Expect(log.Heading("source")).ToHaveCountAsync(0);
        sections.SetResult();

        await Expect(log.Row(line)).ToBeInViewportAsync();
        await Expect(log.Page.Locator(".row.heading").First).ToBeVisibleAsync();
        log.Browser.Errors.Should().BeEmpty();

        async Task SendAsync(IWebSocketRoute socket, string message)
        {
            if (message.Contains("\"phases\"", StringComparison.Ordinal))
            {
                await sections.Task;
            }

            socket.Send(message);
        }
    }

    [Fact]
    public async Task An_address_unfolds_the_lines_that_it_names()
    {
        await using var log = await ViewedLog.StartAsync();
        log.PrintTests();
        log.Phase("run", "ended", 170);
        await log.EndAsync(VerdictKind.Passed);
        await log.OpenAsync("#L10-L20");

        await Expect(log.Page.Locator(".row.selected")).ToHaveCountAsync(11);
        await Expect(log.Row(10)).ToBeInViewportAsync();
        await Expect(log.Part("chosen-name")).ToHaveTextAsync("Lines 10–20");
        await log.Page.EvaluateAsync("location.hash = '#L75'");
        await Expect(log.Page.Locator(".row.selected")).ToHaveAttributeAsync("data-n", "75");
        await Expect(log.Row(75)).ToBeInViewportAsync();
        await log.Row(78).Locator(".number").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(log.Part("chosen-name")).ToHaveTextAsync("Lines 75–78");
        log.Page.Url.Should().EndWith("?tab=log#L75-L78");
        await log.Page.Keyboard.PressAsync("Escape");
        await Expect(log.Part("chosen")).ToBeHiddenAsync();
        log.Page.Url.Should().EndWith("?tab=log");
        log.Browser.Errors.Should().BeEmpty();
    }
}
