using KaggleRunner.Tests.Web;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Browser;

/// <summary>
/// axe has nothing serious or critical to say of a run's page in any state, in either theme, on a desk and on a phone; nothing
/// scrolls sideways and nothing goes wrong. What is waived stands in docs/run-page.md.
/// </summary>
public abstract class RunPageVisit(RunStates states) : IClassFixture<RunStates>
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");

    // Both sizes and both themes are seen, not each of one in each of the other.
    private static readonly IReadOnlyList<(int Width, int Height, ColorScheme Scheme)> Both =
    [
        (1440, 900, ColorScheme.Light),
        (390, 844, ColorScheme.Dark),
    ];

    protected RunStates States => states;

    protected IPage Page => states.Browser.Page;

    protected ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    protected async Task GoAsync(string path)
    {
        states.Browser.Errors.Clear();
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.GotoAsync("about:blank");
        await states.Browser.GoToAsync(states.Dashboard, path);
    }

    protected async Task ExpectUsableAsync(string name)
    {
        foreach (var (width, height, scheme) in Both)
        {
            await Looks.TurnAsync(Page, width, height, scheme);
            if (Screenshots is not null)
            {
                var file = $"state-{name.Split('&')[0]}-{width}-{scheme}.png".ToLowerInvariant();
                await Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, file) });
            }

            var where = $"{name} {width} {scheme}";
            (await Accessibility.GraveAsync(Page)).Should().BeEmpty(where);
            (await Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
                .Should()
                .Be(0, $"{where} must not scroll sideways");
            states.Browser.Errors.Should().BeEmpty(where);
        }
    }
}
