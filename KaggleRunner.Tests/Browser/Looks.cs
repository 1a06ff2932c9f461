using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>What is asked of each page at its sizes and in both themes.</summary>
internal static class Looks
{
    public static IReadOnlyList<(int Width, int Height, ColorScheme Scheme)> All { get; } =
    [
        (1440, 900, ColorScheme.Light),
        (1440, 900, ColorScheme.Dark),
        (390, 844, ColorScheme.Light),
        (390, 844, ColorScheme.Dark),
    ];

    /// <summary>It does not scroll sideways, axe has nothing serious to say of it, and nothing went wrong.</summary>
    public static async Task ExpectFitAsync(Visit visit, string name)
    {
        await visit.ShotAsync(name.ToLowerInvariant());
        (await visit.SidewaysAsync()).Should().Be(0, $"{name} must not scroll sideways");
        (await Accessibility.GraveAsync(visit.Page)).Should().BeEmpty(name);
        visit.Errors.Should().BeEmpty(name);
    }

    /// <summary>Turns the page to a size and a theme; nothing moves there.</summary>
    public static async Task TurnAsync(IPage page, int width, int height, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Locator("html"))
            .ToHaveCSSAsync("color-scheme", scheme == ColorScheme.Dark ? "dark" : "light");
    }
}
