using System.Globalization;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>One tab: what a user does and sees in it, and what went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");
    private readonly IBrowserContext _cookies;
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        (_cookies, Page, this._address) = (context, page, address);
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => Errors.Add(error);
        page.Dialog += (_, dialog) =>
        {
            Errors.Add($"A dialog opened: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (string.Equals(message.Type, "error", StringComparison.Ordinal))
            {
                Errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors, dialogs and console errors, content security policy violations among them.</summary>
    public List<string> Errors { get; } = [];
    public ILocator Badge => Page.Locator(".head .badge");
    public ILocator Banner => Page.Locator(".banner");
    public ILocator LogRows => Page.Locator(".log .row .text");
    public ILocator Run => Page.Locator("button.run");

    /// <summary>The number of the run whose page this is.</summary>
    public int Number => int.Parse(new Uri(Page.Url).Segments[^1].TrimEnd('/'), CultureInfo.InvariantCulture);

    public static async Task<Visit> OpenAsync(IBrowser browser, Uri login, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        var visit = new Visit(context, await context.NewPageAsync(), new Uri(login.GetLeftPart(UriPartial.Authority)));
        await visit.Page.GotoAsync(login.ToString());
        return visit;
    }

    public Task GoToAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    /// <summary>Opens a repository by its path, as on the first day; its New run page follows.</summary>
    public async Task OpenRepositoryAsync(TestRepository repository)
    {
        await GoToAsync("/projects");
        await Page.GetByLabel("Folder on this machine").FillAsync(repository.Root);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Open", Exact = true }).ClickAsync();
        await Expect(Page.Locator(".tree .node").First).ToBeVisibleAsync();
    }

    /// <summary>Picks a target in the tree, opening the folders above it.</summary>
    public async Task PickAsync(string target)
    {
        for (var slash = target.IndexOf('/', StringComparison.Ordinal); slash > 0; )
        {
            var folder = Node(target[..slash]);
            if (await folder.GetAttributeAsync("aria-expanded") == "false")
            {
                await folder.Locator(".chevron").ClickAsync();
            }

            slash = target.IndexOf('/', slash + 1);
        }

        await Node(target).ClickAsync();
        await Expect(Page.Locator(".target-name h2")).ToHaveTextAsync(target);
    }

    /// <summary>Presses Run and waits for the run's page.</summary>
    public async Task PressRunAsync()
    {
        await Expect(Run).ToBeEnabledAsync();
        await Run.ClickAsync();
        await OnRunPageAsync();
    }

    public async Task OnRunPageAsync()
    {
        await Page.ExpectAddressAsync("/runs/");
        await Expect(Badge).ToBeVisibleAsync();
    }

    /// <summary>Opens a repository and runs a target of it.</summary>
    public async Task LaunchAsync(TestRepository repository, string target)
    {
        await OpenRepositoryAsync(repository);
        await PickAsync(target);
        await PressRunAsync();
    }

    /// <summary>Presses Stop run, and says yes in the dialog.</summary>
    public async Task StopRunAsync()
    {
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop run", Exact = true })
            .ClickAsync();
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop it", Exact = true }).ClickAsync();
    }

    /// <summary>Waits for a line of the log while the run is still under way.</summary>
    public Task SeesLiveLineAsync(string text) =>
        Page.WaitForFunctionAsync(
            """
            text => document.querySelector(".head .badge .word")?.textContent === "Running"
              && [...document.querySelectorAll(".log .row .text")].some(row => row.textContent.includes(text))
            """,
            text
        );

    public Task EndsAsync(string verdict) => Expect(Banner.Locator("strong")).ToHaveTextAsync(verdict);

    public Task OpenTabAsync(string tab) => Page.Locator($"#tab-{tab}").ClickAsync();

    /// <summary>How far the page can be scrolled sideways, in pixels; 0 is right.</summary>
    public Task<int> SidewaysAsync() =>
        Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)");

    public async Task ShotAsync(string name)
    {
        if (Screenshots is not null)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync() => await _cookies.DisposeAsync();

    private ILocator Node(string path) => Page.Locator($".tree .node[title=\"{path}\"]");
}
