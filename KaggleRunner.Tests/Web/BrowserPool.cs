using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(KaggleRunner.Tests.Web.BrowserPool))]

namespace KaggleRunner.Tests.Web;

/// <summary>
/// The Chromiums of a test run: each is used by one test at a time, with a profile of its own, and by the next one afterwards.
/// Starting one takes longer than most tests.
/// </summary>
public sealed class BrowserPool : IAsyncDisposable
{
    /// <summary>Milliseconds: a busy machine is slow, and no test here is about time.</summary>
    public const int Patience = 60_000;

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    private static readonly ConcurrentBag<PooledBrowser> Idle = [];

    /// <summary>One that nobody uses; disposing of it gives it back.</summary>
    internal static async Task<PooledBrowser> TakeAsync()
    {
        while (Idle.TryTake(out var idle))
        {
            if (idle.Browser.IsConnected)
            {
                return idle;
            }

            await idle.CloseAsync();
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = Arguments,
            }
        );
        return new PooledBrowser(playwright, browser, Idle.Add);
    }

    public async ValueTask DisposeAsync()
    {
        while (Idle.TryTake(out var idle))
        {
            await idle.CloseAsync();
        }
    }
}

/// <summary>A Chromium for one user at a time.</summary>
internal sealed class PooledBrowser(IPlaywright playwright, IBrowser browser, Action<PooledBrowser> giveBack)
    : IAsyncDisposable
{
    public IBrowser Browser => browser;

    public async ValueTask DisposeAsync()
    {
        foreach (var context in browser.Contexts.ToList())
        {
            await context.DisposeAsync();
        }

        giveBack(this);
    }

    public async Task CloseAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
