using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Logs;

public sealed class LogAccessibilityTests
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Axe_has_nothing_grave_to_say_of_a_log_in_any_state(int width, int height)
    {
        await using var log = await ViewedLog.StartAsync(width, height);
        log.PrintTests();
        log.Print(Colours());
        await log.OpenAsync("#L70-L72");
        await Expect(log.Row(70)).ToBeVisibleAsync();
        await CheckAsync(log, $"running-{width}");
        await log.Part("regex").ClickAsync();
        await log.Part("search").FillAsync("test_[");
        await Expect(log.Part("search-error")).ToBeVisibleAsync();
        await CheckAsync(log, $"problem-{width}");
        await log.Part("regex").ClickAsync();
        await log.Part("search").FillAsync("test_1");
        await Expect(log.Page.Locator(".row mark").First).ToBeVisibleAsync();
        await CheckAsync(log, $"search-{width}");

        log.Phase("run", "failed", 170);
        await log.EndAsync(VerdictKind.Failed);
        await log.OpenAsync();
        await Expect(log.Heading("test_bad")).ToBeVisibleAsync();
        await CheckAsync(log, $"failed-{width}");
        await log.EndAsync(VerdictKind.Passed);
        await log.OpenAsync("#L150");
        await Expect(log.Row(150)).ToBeVisibleAsync();
        await CheckAsync(log, $"passed-{width}");
        log.Browser.Errors.Should().BeEmpty();
    }

    private static string Colours()
    {
        var named = Enumerable.Range(0, 16).Select(n => $"\u001b[{(n < 8 ? 30 + n : 82 + n)}mcolour {n}\u001b[0m");
        var cube = Enumerable.Range(16, 240).Select(n => $"\u001b[38;5;{n}m{n}\u001b[0m \u001b[48;5;{n}m{n}\u001b[0m");
        var badges = Enumerable
            .Range(40, 8)
            .Select(n => $"\u001b[37;{n}mbadge\u001b[0m \u001b[7;{n - 10}minverse\u001b[0m");
        string[] all = [.. named, .. cube.Chunk(20).Select(some => string.Join(' ', some)), .. badges];
        return string.Concat(all.Select(line => $"{line} \u001b[2mdim\u001b[0m\n"));
    }

    private static async Task CheckAsync(ViewedLog log, string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await log.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Expect(log.Page.Locator("html"))
                .ToHaveCSSAsync("color-scheme", scheme == ColorScheme.Dark ? "dark" : "light");
            // Colours change over a moment; what axe sees must be the end of it.
            await log.Page.EvaluateAsync(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            );
            await log.Page.WaitForFunctionAsync(
                "() => document.getAnimations().every(each => !(each instanceof CSSTransition))"
            );
            if (Screenshots is not null)
            {
                await log.Page.ScreenshotAsync(
                    new() { Path = Path.Combine(Screenshots, $"axe-log-{name}-{scheme}.png") }
                );
            }

            (await Accessibility.GraveAsync(log.Page)).Should().BeEmpty($"{name} {scheme}");
        }
    }
}
