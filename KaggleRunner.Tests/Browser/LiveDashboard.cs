using KaggleRunner.Tests.CommandLine;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.Browser;

/// <summary>
/// The dashboard as users have it, one for all of these tests: a process of its own with its engine, a real local Kaggle
/// and a real Chromium.
/// </summary>
public sealed class LiveDashboard : IAsyncLifetime
{
    private TestHome? _home;
    private DashboardProcess? _process;
    private PooledBrowser? _browser;

    internal TestHome Home => _home!;
    internal DashboardProcess Process => _process!;

    public async ValueTask InitializeAsync()
    {
        _home = await TestHome.StartAsync(withEngine: false);
        _process = await DashboardProcess.StartAsync(_home.Path);
        _browser = await BrowserPool.TakeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

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
            _browser!.Browser,
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
