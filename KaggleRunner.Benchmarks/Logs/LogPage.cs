using System.Text.Json;
using Microsoft.Playwright;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>A page of a dashboard in a real Chromium, whose frames and memory can be looked at.</summary>
internal sealed class LogPage : IAsyncDisposable
{
    private static readonly string[] ChromiumArguments = ["--no-sandbox", "--disable-gpu"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ICDPSession _tools;

    private LogPage(IPlaywright playwright, IBrowser browser, IPage page, ICDPSession tools) =>
        (_playwright, _browser, Page, _tools) = (playwright, browser, page, tools);

    public IPage Page { get; }

    public static async Task<LogPage> OpenAsync(Uri login)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ChromiumArguments,
            }
        );
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            }
        );
        page.SetDefaultTimeout(120_000);
        await page.AddInitScriptAsync(FrameWatch.Script);
        await page.GotoAsync(login.ToString());
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Performance.enable");
        return new LogPage(playwright, browser, page, tools);
    }

    public Task GoToAsync(Uri address) => Page.GotoAsync(address.ToString());

    /// <summary>The frames of a time.</summary>
    public async Task<IReadOnlyList<Frame>> WatchAsync(Func<Task> during)
    {
        await Page.EvaluateAsync("() => watchFrames()");
        await during();
        var frames = await Page.EvaluateAsync<double[][]>("() => takeFrames()");
        return [.. frames.Select(frame => new Frame(frame[0], frame[1], (int)frame[2]))];
    }

    /// <summary>What is held after a collection: JS heap in MB of a million bytes, and elements in the document.</summary>
    public async Task<(double HeapMegabytes, int Elements)> HeldAsync()
    {
        await _tools.SendAsync("HeapProfiler.collectGarbage");
        var answer = await _tools.SendAsync("Performance.getMetrics");
        var heap = answer!
            .Value.GetProperty("metrics")
            .EnumerateArray()
            .First(metric => metric.GetProperty("name").ValueEquals("JSHeapUsedSize"))
            .GetProperty("value")
            .GetDouble();
        return (heap / 1e6, await Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length"));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
