using Microsoft.Playwright;

namespace KaggleRunner.Tests.Web;

/// <summary>A real Chromium with one page, logged in to a dashboard; collects what went wrong in it.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");
    private readonly PooledBrowser _browser;

    private BrowserSession(PooledBrowser browser, IPage page)
    {
        (_browser, Page) = (browser, page);
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
        var browser = await BrowserPool.TakeAsync();
        try
        {
            var page = await browser.Browser.NewPageAsync(
                new BrowserNewPageOptions
                {
                    ViewportSize = new ViewportSize { Width = width, Height = height },
                }
            );
            page.SetDefaultTimeout(BrowserPool.Patience);
            var session = new BrowserSession(browser, page);
            await page.GotoAsync(address.ToString());
            return session;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public Task GoToAsync(TestDashboard dashboard, string path) =>
        Page.GotoAsync(new Uri(dashboard.Address, path).ToString());

    /// <summary>A picture for people, in both themes and of a phone, where a folder for them is named.</summary>
    public async Task ShotAsync(string name)
    {
        if (Screenshots is null)
        {
            return;
        }

        var size = Page.ViewportSize!;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png") });
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}-dark.png") });
        await Page.SetViewportSizeAsync(390, 844);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}-phone.png") });
        await Page.SetViewportSizeAsync(size.Width, size.Height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
