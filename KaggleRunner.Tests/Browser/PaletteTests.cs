using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Ctrl+K, and the keys that lead to plots.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class PaletteTests(LiveDashboard dashboard)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_plot_of_a_green_run_is_two_keys_away()
    {
        using var past = new PastRuns(dashboard.Home, "plots");
        var run = await SaveWithPlotsAsync(past);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync(run.Id.Path);
        await Expect(visit.Page.Locator(".plots .plot").First).ToBeInViewportAsync();

        // The module of the keys comes after the page.
        await visit.Page.WaitForFunctionAsync(
            """
            () => {
              document.dispatchEvent(new KeyboardEvent("keydown", { key: "o", bubbles: true }));
              return location.search.includes("view=gallery");
            }
            """
        );
        var tiles = visit.Page.Locator(".gallery .tile");
        await Expect(tiles).ToHaveCountAsync(3);
        await Expect(tiles.First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tiles.Nth(1)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var alone = visit.Page.Locator("dialog.kr-lightbox[open]");
        await Expect(alone.Locator(".name")).ToHaveTextAsync("plots/b.png");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(alone.Locator(".place")).ToHaveTextAsync("3 / 3");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(alone).ToHaveCountAsync(0);
        await Expect(tiles.Nth(2)).ToBeFocusedAsync();
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_plot_is_found_by_its_name_and_shown_alone()
    {
        using var past = new PastRuns(dashboard.Home, "plot-names");
        await SaveWithPlotsAsync(past);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync($"{past.Path}/runs");
        await OpenAsync(visit);

        await visit.Page.Keyboard.TypeAsync("plots/c");
        await Expect(Found(visit, "plots/c.png")).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Keyboard.PressAsync("Enter");

        var alone = visit.Page.Locator("dialog.kr-lightbox[open]");
        await Expect(alone.Locator(".name")).ToHaveTextAsync("plots/c.png");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ExpectAddressAsync("view=gallery");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task It_opens_from_the_log_and_the_editor_and_gives_the_focus_back()
    {
        using var past = new PastRuns(dashboard.Home, "from-anywhere");
        var run = await SaveWithPlotsAsync(past);
        await PastRuns.LogAsync(run, "first\n", "second\n");
        await PastRuns.WriteAsync(run, "script.py", "print('hello')\n");
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync(run.Id.Path);
        await Expect(visit.LogRows.First).ToBeVisibleAsync();
        var lines = visit.Page.Locator("[data-part='scroller']");
        await lines.FocusAsync();

        await OpenAsync(visit);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(Palette(visit)).ToBeHiddenAsync();
        await Expect(lines).ToBeFocusedAsync();

        await visit.GoToAsync($"{run.Id.Path}?tab=script");
        await visit.Page.Locator(".monaco-editor .view-line").First.ClickAsync();
        await OpenAsync(visit);
        await visit.Page.Keyboard.TypeAsync("open log");
        await Expect(Found(visit, "Open Log")).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.LogRows.First).ToBeVisibleAsync();
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_can_be_done_with_a_run_is_done_from_it()
    {
        using var past = new PastRuns(dashboard.Home, "commands");
        var run = await SaveWithPlotsAsync(past);
        await using var visit = await dashboard.VisitAsync();
        await visit.GoToAsync(run.Id.Path);
        await Expect(visit.Badge).ToBeVisibleAsync();

        await TakeAsync(visit, "star the", "Star the run");
        await Expect(visit.Page.GetByText($"#{run.Id.Number} is starred.")).ToBeVisibleAsync();
        (await dashboard.Home.Store.FindAsync(run.Id, Cancelled))!.Annotations.Starred.Should().BeTrue();

        await OpenAsync(visit);
        await visit.Page.Keyboard.TypeAsync("zip");
        await Expect(Found(visit, "Download all outputs (zip)")).ToHaveAttributeAsync("aria-selected", "true");
        var zip = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Keyboard.PressAsync("Enter"));
        zip.SuggestedFilename.Should().EndWith(".zip");

        await TakeAsync(visit, "shortcuts", "Show the keyboard shortcuts");
        await Expect(visit.Page.Locator(".shortcuts")).ToContainTextAsync("Find runs, targets, plots");
        visit.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_fits_and_can_be_used_by_everybody(bool isTyped)
    {
        using var past = new PastRuns(dashboard.Home, isTyped ? "palette-typed" : "palette-recent");
        await past.SaveManyAsync(12);
        await SaveWithPlotsAsync(past);
        foreach (var (width, height, scheme) in Looks.All)
        {
            await using var visit = await dashboard.VisitAsync(width, height, scheme);
            await visit.GoToAsync($"{past.Path}/runs");
            await Expect(visit.Page.Locator(".row[data-run]").First).ToBeVisibleAsync();
            await ReadyAsync(visit);
            await visit.Page.Locator("button[data-palette]").ClickAsync();
            await Expect(Palette(visit).Locator("[role=option]").First).ToBeVisibleAsync();
            if (isTyped)
            {
                await visit.Page.Keyboard.TypeAsync("train");
                await Expect(Palette(visit).Locator("mark").First).ToHaveTextAsync("train");
            }

            await Looks.ExpectFitAsync(visit, $"palette-{(isTyped ? "typed" : "recent")}-{width}-{scheme}");
            await Palette(visit).Locator("[data-close]").ClickAsync();
            await Expect(Palette(visit)).ToBeHiddenAsync();
        }
    }

    private static async Task<Run> SaveWithPlotsAsync(PastRuns past)
    {
        var run = await past.SaveAsync(run => run with { OutputCount = 3 });
        foreach (var name in new[] { "a", "b", "c" })
        {
            await PastRuns.DrawAsync(run, $"plots/{name}.png");
        }

        return run;
    }

    /// <summary>The module of the keys comes after the page.</summary>
    private static async Task OpenAsync(Visit visit)
    {
        await ReadyAsync(visit);
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Expect(Palette(visit)).ToBeVisibleAsync();
        await Expect(Palette(visit).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
    }

    private static Task<IJSHandle> ReadyAsync(Visit visit) =>
        visit.Page.WaitForFunctionAsync("() => document.querySelector('dialog.palette')?.dataset.ready");

    private static async Task TakeAsync(Visit visit, string typed, string name)
    {
        await OpenAsync(visit);
        await visit.Page.Keyboard.TypeAsync(typed);
        await Expect(Found(visit, name)).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Palette(visit)).ToBeHiddenAsync();
    }

    private static ILocator Palette(Visit visit) => visit.Page.Locator("dialog.palette");

    private static ILocator Found(Visit visit, string name) =>
        Palette(visit).Locator("[role=option]").Filter(new LocatorFilterOptions { HasText = name }).First;
}
