using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>Each state of a run.</summary>
public sealed class RunPageStatesTests(RunStates states) : RunPageVisit(states)
{
    public static TheoryData<string> Names => [.. RunStates.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_page_of_a_run_in_any_state_can_be_used_by_everybody(string state)
    {
        await GoAsync(States.AddressOf(state));
        await Expect(Page.Locator(state == "deleted" ? ".empty-state" : ".head .since")).ToBeVisibleAsync();
        await ExpectUsableAsync(state);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_said_to_everybody()
    {
        await GoAsync(States.AddressOf("passed").Replace("/runs/", "/runs/99", StringComparison.Ordinal));
        await Expect(Page.Locator(".empty-state")).ToBeVisibleAsync();
        await ExpectUsableAsync("not-found");
    }
}
