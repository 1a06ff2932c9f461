using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web;

/// <summary>Who types faster than the line to the dashboard loses no letter.</summary>
public sealed class TypingTests
{
    [Theory]
    [InlineData("/", ".filter-box input")]
    [InlineData("?tab=outputs", ".outputs input[type=search]")]
    public async Task What_was_typed_meanwhile_stays(string path, string field)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var output = Directory.CreateDirectory(Path.Combine(run.Folder, "output")).FullName;
        await File.WriteAllTextAsync(Path.Combine(output, "abc.txt"), "x", TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        var line = await HeldLine.OnAsync(browser.Page);
        await browser.GoToAsync(dashboard, path == "/" ? path : $"{run.Id.Path}{path}");
        var input = browser.Page.Locator(field);
        await Expect(input).ToBeVisibleAsync();
        await input.FocusAsync();

        line.HoldEverything();
        await browser.Page.Keyboard.PressAsync("a");
        var answers = await line.UntilHeldAsync(HeldLine.Drawing);
        await browser.Page.Keyboard.PressAsync("b");
        line.Release(answers);
        await HeldLine.UntilPaintedAsync(browser.Page);
        await browser.Page.Keyboard.PressAsync("c");
        line.ReleaseEverything();

        await Expect(input).ToHaveValueAsync("abc");
        browser.Errors.Should().BeEmpty();
    }
}
