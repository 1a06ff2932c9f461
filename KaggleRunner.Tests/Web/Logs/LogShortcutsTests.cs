using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

/// <summary>The list that <c>?</c> opens, and that each key in it does what it says.</summary>
public sealed class LogShortcutsTests
{
    /// <summary>Keys of the list that have nothing to do with a log, by what they are said to do.</summary>
    private static readonly string[] Elsewhere =
    [
        "Find runs, targets, plots, pages and actions, from anywhere",
        "Run what is chosen on New run",
        "Plots of the run; Enter shows one alone, ← and → the next",
        "Next and previous run of the list",
        "Select the run",
        "Star the run",
    ];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_list_opens_with_a_question_mark_closes_with_Escape_and_gives_the_focus_back()
    {
        await using var log = await StartAsync();
        await log.Scroller.FocusAsync();
        await log.Page.Keyboard.PressAsync("?");
        await Expect(log.Page.Locator(".shortcuts")).ToBeVisibleAsync();
        await ShotAsync(log, "log-shortcuts");
        await Expect(log.Page.Locator(".mud-dialog :focus, .mud-dialog:focus")).ToHaveCountAsync(1);
        await log.Page.Keyboard.PressAsync("w");
        await Expect(log.Part("wrap")).ToHaveAttributeAsync("aria-pressed", "false");
        await log.Page.Keyboard.PressAsync("Escape");
        await Expect(log.Page.Locator(".shortcuts")).ToHaveCountAsync(0);
        await Expect(log.Scroller).ToBeFocusedAsync();
        await Expect(log.Part("chosen")).ToBeVisibleAsync();

        var names = await ListAsync(log);
        names
            .Keys.Should()
            .BeEquivalentTo(
                ["/", "g", "G", "n p", "f F", "e", "s", "t w", "y", "z", "↑ ↓ ← →", "Esc", "?"],
                "the test below presses each of them"
            );
        log.Browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_key_of_the_list_does_something_to_the_log()
    {
        await using var log = await StartAsync();
        await log.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var keys = log.Page.Keyboard;

        await PressAsync("g");
        await Expect(log.Heading("source")).ToBeVisibleAsync();
        await PressAsync("f");
        await Expect(log.Row(102)).ToHaveClassAsync(new Regex("selected", default, Limit));
        await PressAsync("Shift+F");
        await Expect(log.Part("said")).ToContainTextAsync("Failure");
        await PressAsync("n");
        await PressAsync("p");
        await Expect(log.Page.Locator(".row.selected")).ToHaveCountAsync(1);

        await PressAsync("e");
        await Expect(log.Page.Locator(".row.heading[aria-expanded='true']")).ToHaveCountAsync(0);
        await Expect(log.Page.Locator(".log .row[data-n]")).ToHaveCountAsync(0);
        await PressAsync("e");
        await Expect(log.Page.Locator(".row.heading[aria-expanded='false']")).ToHaveCountAsync(0);
        await Expect(log.Page.Locator(".log .row[data-n]").First).ToBeVisibleAsync();

        await PressAsync("Shift+G");
        await Expect(log.Part("follow")).ToHaveAttributeAsync("aria-pressed", "true");
        await PressAsync("s");
        await Expect(log.Part("pause")).ToHaveAttributeAsync("aria-pressed", "true");
        await PressAsync("s");
        await Expect(log.Part("pause")).ToHaveAttributeAsync("aria-pressed", "false");

        await PressAsync("t");
        await Expect(log.Part("times-name")).ToHaveTextAsync("Clock");
        await PressAsync("w");
        await Expect(log.Part("wrap")).ToHaveAttributeAsync("aria-pressed", "true");
        await PressAsync("y");
        await Expect(log.Part("flash")).ToHaveTextAsync("Link copied.");
        await PressAsync("z");
        await Expect(log.Page.Locator(".log.full")).ToBeVisibleAsync();

        await PressAsync("g");
        await log.Scroller.PressAsync("ArrowDown");
        await log.Scroller.PressAsync("ArrowUp");
        await Expect(log.Page.Locator(".row.active")).ToHaveCountAsync(1);
        await log.Scroller.PressAsync("ArrowLeft");
        await Expect(log.Heading("source")).ToHaveAttributeAsync("aria-expanded", "false");
        await log.Scroller.PressAsync("ArrowRight");
        await Expect(log.Heading("source")).ToHaveAttributeAsync("aria-expanded", "true");

        await PressAsync("/");
        await Expect(log.Part("search")).ToBeFocusedAsync();
        await keys.TypeAsync("PASSED");
        await Expect(log.Part("hits")).ToHaveTextAsync("1 of 70");
        await log.Scroller.FocusAsync();
        await PressAsync("n");
        await Expect(log.Part("hits")).ToHaveTextAsync("2 of 70");
        await PressAsync("p");
        await Expect(log.Part("hits")).ToHaveTextAsync("1 of 70");
        await PressAsync("Escape");
        await Expect(log.Part("hits")).ToBeEmptyAsync();
        await PressAsync("Escape");
        await PressAsync("Escape");
        await Expect(log.Page.Locator(".log.full")).ToHaveCountAsync(0);
        log.Browser.Errors.Should().BeEmpty();

        Task PressAsync(string key) => keys.PressAsync(key);
    }

    private static async Task<ViewedLog> StartAsync()
    {
        var log = await ViewedLog.StartAsync();
        log.PrintTests();
        await log.OpenAsync("#L70");
        await Expect(log.Row(70)).ToBeVisibleAsync();
        return log;
    }

    private static async Task<Dictionary<string, string>> ListAsync(ViewedLog log)
    {
        await log.Page.Keyboard.PressAsync("?");
        await Expect(log.Page.Locator(".shortcuts")).ToBeVisibleAsync();
        var rows = await log.Page.EvaluateAsync<string[][]>(
            """
            [...document.querySelectorAll(".shortcuts dt")].map((term) => [
              [...term.querySelectorAll("kbd")].map((key) => key.textContent).join(" "),
              term.nextElementSibling.textContent,
            ])
            """
        );
        return rows.Where(row => !Elsewhere.Contains(row[1], StringComparer.Ordinal))
            .ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    }

    private static async Task ShotAsync(ViewedLog log, string name)
    {
        if (Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS") is { } folder)
        {
            await log.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
