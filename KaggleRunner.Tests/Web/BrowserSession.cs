using Microsoft.Playwright;

namespace KaggleRunner.Tests.Web;

/// <summary>A real Chromium with one page, logged in to a dashboard; collects what went wrong in it.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserSession(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (string.Equals(message.Type, "error", StringComparison.Ordinal))
            {
                Errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors and console errors, content security policy violations among them.</summary>
    public List<string> Errors { get; } = [];

    public static Task<BrowserSession> OpenAsync(TestDashboard dashboard, int width = 1280, int height = 800) =>
        OpenAsync(new Uri(dashboard.Address, $"/login?token={dashboard.Token}"), width, height);

    public static async Task<BrowserSession> OpenAsync(Uri address, int width = 1280, int height = 800)
    {
        // A busy machine is slow, and no test here is about time.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = Arguments,
            }
        );
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
            }
        );
        var session = new BrowserSession(playwright, browser, page);
        await page.GotoAsync(address.ToString());
        return session;
    }

    public Task GoToAsync(TestDashboard dashboard, string path) =>
        Page.GotoAsync(new Uri(dashboard.Address, path).ToString());

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
