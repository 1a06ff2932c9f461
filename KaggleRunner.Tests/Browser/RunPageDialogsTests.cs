using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>What opens above a run, and the log while it is used.</summary>
public sealed class RunPageDialogsTests(RunStates states) : RunPageVisit(states)
{
    [Fact]
    public async Task The_log_can_be_used_by_everybody_while_it_is_searched_folded_and_explained()
    {
        await GoAsync(States.AddressOf("failed", "?tab=log"));
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
        await GoAsync(States.AddressOf(state));
        await Button(button).ClickAsync();
        await Expect(Page.Locator(".stop")).ToBeVisibleAsync();
        await ExpectUsableAsync($"{state}-stop-dialog");
    }

    [Fact]
    public async Task The_ways_to_run_again_and_the_image_shown_alone_can_be_used_by_everybody()
    {
        await GoAsync(States.AddressOf("failed"));
        await Button("Other ways to run again").ClickAsync();
        await Expect(Page.GetByText("Edit the settings first…")).ToBeVisibleAsync();
        await ExpectUsableAsync("run-again");
        await GoAsync(States.AddressOf("passed", "?tab=outputs&view=gallery"));
        await Page.Locator(".gallery .tile").First.ClickAsync();
        await Expect(Page.Locator("dialog.kr-lightbox .name")).ToBeVisibleAsync();
        await ExpectUsableAsync("lightbox");
    }

    [Fact]
    public async Task The_dialog_that_asks_before_deleting_can_be_used_by_everybody()
    {
        await GoAsync(new Uri(new Uri("http://x"), States.AddressOf("passed", "/..")).AbsolutePath);
        await Page.Locator(".table .row[data-run] input[type=checkbox]").Last.CheckAsync();
        await Page.Locator(".selection").GetByText("Delete").ClickAsync();
        await Expect(Page.Locator(".delete")).ToBeVisibleAsync();
        await ExpectUsableAsync("delete-dialog");
    }
}
