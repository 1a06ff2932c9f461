using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>
/// axe has nothing serious or critical to say of a run's page in any state, tab or dialog, at both sizes and in both
/// themes; nothing scrolls sideways and nothing goes wrong. What is waived stands in docs/run-page.md.
/// </summary>
public sealed class RunPageStatesTests(RunStates states) : IClassFixture<RunStates>
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");

    public static TheoryData<string> States => [.. RunStates.Names];

    private IPage Page => states.Browser.Page;

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_page_of_a_run_in_any_state_can_be_used_by_everybody(string state)
    {
        await GoAsync(states.AddressOf(state));
        await Expect(Page.Locator(state == "deleted" ? ".empty-state" : ".head .since")).ToBeVisibleAsync();
        await ExpectUsableAsync(state);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_said_to_everybody()
    {
        await GoAsync(states.AddressOf("passed").Replace("/runs/", "/runs/99", StringComparison.Ordinal));
        await Expect(Page.Locator(".empty-state")).ToBeVisibleAsync();
        await ExpectUsableAsync("not-found");
    }

    [Theory]
    [InlineData("empty", "log", ".log [data-part=scroller]")]
    [InlineData("empty", "tests", ".tests .empty")]
    [InlineData("empty", "charts", ".charts [data-part=empty]")]
    [InlineData("empty", "outputs", ".panel section")]
    [InlineData("empty", "script", ".panel section")]
    [InlineData("running", "tests", ".tests .line.test")]
    [InlineData("running", "charts", ".charts .card canvas")]
    [InlineData("failed", "tests", ".tests .detail .traceback")]
    [InlineData("failed", "tests&find=nothing-like-it", ".tests .empty")]
    [InlineData("passed", "charts&axis=step&zoom=80..300&hide=val%2Floss", ".charts .card canvas")]
    [InlineData("passed", "outputs", ".outputs .line")]
    [InlineData("passed", "outputs&output=table.csv", ".preview tbody tr")]
    [InlineData("passed", "outputs&view=gallery", ".gallery .tile")]
    [InlineData("passed", "script", ".monaco-editor .view-line")]
    [InlineData("passed", "details", ".details .fact")]
    [InlineData("disk-full", "outputs", ".missing")]
    public async Task Every_tab_can_be_used_by_everybody(string state, string tab, string shown)
    {
        await GoAsync(states.AddressOf(state, $"?tab={tab}"));
        await Expect(Page.Locator(shown).First).ToBeVisibleAsync();
        await ExpectUsableAsync($"{state}-{tab}");
    }

    [Fact]
    public async Task The_log_can_be_used_by_everybody_while_it_is_searched_folded_and_explained()
    {
        await GoAsync(states.AddressOf("failed", "?tab=log"));
        await Expect(Page.Locator(".log .row.heading").First).ToBeVisibleAsync();
        await Page.Locator(".log [data-part=search]").FillAsync("test_1");
        await Expect(Page.Locator(".log .row mark").First).ToBeVisibleAsync();
        await ExpectUsableAsync("log-search");
        await Page.Locator(".log .row.heading").First.ClickAsync();
        await ExpectUsableAsync("log-folded");
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.GetByLabel("Keyboard shortcuts").ClickAsync();
        await Expect(Page.Locator("[role=dialog], dialog[open]").First).ToBeVisibleAsync();
        await ExpectUsableAsync("shortcuts");
    }

    [Theory]
    [InlineData("running", "Stop run")]
    [InlineData("fetching", "Stop fetching")]
    public async Task The_dialog_that_asks_before_stopping_can_be_used_by_everybody(string state, string button)
    {
        await GoAsync(states.AddressOf(state));
        await Button(button).ClickAsync();
        await Expect(Page.Locator(".stop")).ToBeVisibleAsync();
        await ExpectUsableAsync($"{state}-stop-dialog");
    }

    [Fact]
    public async Task The_ways_to_run_again_and_the_image_shown_alone_can_be_used_by_everybody()
    {
        await GoAsync(states.AddressOf("failed"));
        await Button("Other ways to run again").ClickAsync();
        await Expect(Page.GetByText("Edit the settings first…")).ToBeVisibleAsync();
        await ExpectUsableAsync("run-again");
        await GoAsync(states.AddressOf("passed", "?tab=outputs&view=gallery"));
        await Page.Locator(".gallery .tile").First.ClickAsync();
        await Expect(Page.Locator("dialog.kr-lightbox .name")).ToBeVisibleAsync();
        await ExpectUsableAsync("lightbox");
    }

    [Fact]
    public async Task The_dialog_that_asks_before_deleting_can_be_used_by_everybody()
    {
        await GoAsync(new Uri(new Uri("http://x"), states.AddressOf("passed", "/..")).AbsolutePath);
        await Page.Locator(".table .row[data-run] input[type=checkbox]").Last.CheckAsync();
        await Page.Locator(".selection").GetByText("Delete").ClickAsync();
        await Expect(Page.Locator(".delete")).ToBeVisibleAsync();
        await ExpectUsableAsync("delete-dialog");
    }

    private ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private async Task GoAsync(string path)
    {
        states.Browser.Errors.Clear();
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.GotoAsync("about:blank");
        await states.Browser.GoToAsync(states.Dashboard, path);
    }

    private async Task ExpectUsableAsync(string name)
    {
        // A phone shows no colour that is not on the desk as well.
        foreach (var (width, height, scheme) in Looks.All.Where(look => look != (390, 844, ColorScheme.Light)))
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
