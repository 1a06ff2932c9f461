using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Each tab of a run, with nothing to show and with much.</summary>
public sealed class RunPageTabsTests(RunStates states) : RunPageVisit(states)
{
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
        await GoAsync(States.AddressOf(state, $"?tab={tab}"));
        await Expect(Page.Locator(shown).First).ToBeVisibleAsync();
        await ExpectUsableAsync($"{state}-{tab}");
    }
}
