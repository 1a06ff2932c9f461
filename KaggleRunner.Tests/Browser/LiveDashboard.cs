using KaggleRunner.Tests.CommandLine;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Browser;

/// <summary>
/// The dashboard as users have it, one for all of these tests: a process of its own with its engine, a real local Kaggle
/// and a real Chromium.
/// </summary>
public sealed class LiveDashboard : IAsyncLifetime
{
    private static readonly string[] ChromiumArguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
    ];

    private TestHome? _home;
    private DashboardProcess? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal TestHome Home => _home!;
    internal DashboardProcess Process => _process!;

    public async ValueTask InitializeAsync()
    {
        // A busy machine is slow, and no test here is about time.
        Assertions.SetDefaultExpectTimeout(60_000);
        _home = await TestHome.StartAsync(withEngine: false);
        _process = await DashboardProcess.StartAsync(_home.Path);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ChromiumArguments,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_home is not null)
        {
            await _home.DisposeAsync();
        }
    }

    /// <summary>A visitor's tab with cookies of its own, which has opened the printed address.</summary>
    internal Task<Visit> VisitAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light) =>
        Visit.OpenAsync(
            _browser!,
            Process.Login,
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = scheme,
                AcceptDownloads = true,
            }
        );

    /// <summary>A command in a terminal of the same user.</summary>
    internal CliProcess Terminal(TestRepository repository, params string[] arguments) =>
        new(Home.Path, repository.Root, arguments);
}

/// <summary>One dashboard for all tests of the browser; they come one after the other.</summary>
[CollectionDefinition(nameof(LiveDashboard))]
public sealed class LiveDashboardCollection : ICollectionFixture<LiveDashboard>;
