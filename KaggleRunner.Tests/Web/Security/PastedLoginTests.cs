using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Security;

/// <summary>The login's form in a real browser, which says where a form comes from.</summary>
public sealed class PastedLoginTests
{
    [Fact]
    public async Task A_pasted_token_lets_in_also_after_a_wrong_one()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await using var browser = await BrowserSession.OpenAsync(new Uri(dashboard.Address, "/login?token=wrong"));
        await Expect(browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("not the token");

        await browser.Page.Locator("#token").FillAsync(dashboard.Token);
        await browser.Page.Locator("button").ClickAsync();

        await Expect(browser.Page).ToHaveURLAsync(new Uri(dashboard.Address, "/").ToString());
        browser.Page.Url.Should().NotContain(dashboard.Token);
    }
}
