using KaggleRunner.Tests.Repositories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Each main page at its sizes and in both themes: nothing scrolls sideways, and nothing goes wrong.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class AppearanceTests(LiveDashboard dashboard)
{
    private const string Script = """
        import pathlib
        for number in range(200):
            print(f"{number} " + "a line that is wider than any phone " * 6, flush=True)
        pathlib.Path("results").mkdir()
        pathlib.Path("results/a_file_whose_name_is_longer_than_a_phone_is_wide_and_goes_on_and_on.txt").write_text("x")
        """;

    private const string Target = "a_folder_with_a_long_name/another_one_below/a_script_with_a_long_name_as_well.py";

    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    public async Task The_pages_fit_and_report_no_errors(int width, int height, ColorScheme scheme)
    {
        using var repository = await SampleRepository.CreateAsync($"pages-{width}-{scheme}", (Target, Script));
        await using var visit = await dashboard.VisitAsync(width, height, scheme);
        await Expect(visit.Page.Locator(".runs-page")).ToBeVisibleAsync();
        await visit.OpenRepositoryAsync(repository);
        await LookAsync(visit, ".tree .node", "new-run");
        await visit.Page.GotoAsync(visit.Page.Url.Split('?')[0] + "?target=" + Uri.EscapeDataString(Target));
        await Expect(visit.Page.Locator(".target-name h2")).ToHaveTextAsync(Target);
        await ReviewAsync(visit);
        await LookAsync(visit, ".monaco-editor .view-line", "new-run-target");
        await visit.PressRunAsync();
        await visit.EndsAsync("Passed");
        await LookAsync(visit, ".log .row", "run");
        foreach (var tab in new[] { "outputs", "script", "details" })
        {
            await visit.OpenTabAsync(tab);
            await LookAsync(visit, $".panel.{tab} section", $"run-{tab}");
        }

        await visit.GoToAsync("/");
        await LookAsync(visit, ".table .row[data-run]", "runs");
        await visit.GoToAsync("/projects");
        await LookAsync(visit, "#path", "projects");
        await visit.GoToAsync("/settings");
        await LookAsync(visit, "main h1", "settings");
        visit.Errors.Should().BeEmpty();

        async Task LookAsync(Visit seen, string selector, string name)
        {
            await Expect(seen.Page.Locator(selector).First).ToBeVisibleAsync();
            await seen.ShotAsync($"{name}-{width}-{scheme}".ToLowerInvariant());
            (await seen.SidewaysAsync()).Should().Be(0, $"{name} must not scroll sideways at {width} pixels");
        }
    }

    /// <summary>On a phone the page goes step by step; what would run is the third.</summary>
    private static async Task ReviewAsync(Visit visit)
    {
        var review = visit.Page.Locator(".new-run .steps button").Last;
        if (await review.IsVisibleAsync())
        {
            await review.ClickAsync();
        }
    }
}
