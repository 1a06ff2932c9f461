using KaggleRunner.Core.Kaggle;
using KaggleRunner.Tests.Kaggle;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Kernels;

/// <summary>The page in front of a Kaggle that answers whatever a test lays out.</summary>
public sealed class KernelsPageStateTests : IAsyncLifetime
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kaggle-runner-kernels-");
    private RecordedKaggle _kaggle = null!;
    private TrustedKaggle _real = null!;
    private TestDashboard _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _kaggle = await RecordedKaggle.StartAsync();
        _kaggle
            .On("healthz", """{"service":"kaggle-runner-local-kaggle"}""")
            .On("GetAcceleratorQuotaStatistics", """{"code":404,"message":"no such method"}""", 404);
        var local = Directory.CreateDirectory(Path.Combine(_folder.FullName, "home", "local-kaggle")).FullName;
        await File.WriteAllTextAsync(Path.Combine(local, "address.json"), $$"""{"url":"{{_kaggle.Root}}"}""");
        var key = Path.Combine(local, "kaggle.json");
        await File.WriteAllTextAsync(key, """{"username":"local","key":"secret"}""");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _real = await TrustedKaggle.StartAsync();
        _dashboard = await TestDashboard.StartAsync(_folder, Configure);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _kaggle.DisposeAsync();
        await _real.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_kernels_the_page_says_how_the_first_one_comes_to_be()
    {
        _kaggle.On("ListKernels", "{}");
        await using var browser = await OpenAsync();

        await Expect(browser.Page.Locator(".empty-state h1")).ToHaveTextAsync("No kernels yet");
        await Expect(browser.Page.Locator(".quotas")).ToContainTextAsync("not known");
        await Expect(browser.Page.Locator("[aria-label='Whose kernels'] [aria-pressed=true]")).ToHaveTextAsync("local");
        await ShotAsync(browser, "kernels-empty");
    }

    [Fact]
    public async Task The_real_Kaggle_is_asked_only_once_it_is_chosen_and_runs_go_where_they_went()
    {
        _kaggle.On("ListKernels", """{"kernels":[{"ref":"local/here","title":"Here"}]}""");
        _real
            .Server.On("ListKernels", """{"kernels":[{"ref":"alice/there","title":"There"}]}""")
            .On(
                "GetAcceleratorQuotaStatistics",
                """{"gpuQuota":{"timeUsed":"30960.000s","totalTimeAllowed":"108000.000s"}}"""
            );
        await using var browser = await OpenAsync();
        await Expect(browser.Page.Locator(".kernel .title")).ToHaveTextAsync("Here");
        await Expect(browser.Page.Locator(".quotas")).ToContainTextAsync("not known");
        _real.Server.Requests.Should().BeEmpty();

        await browser
            .Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kaggle as alice" })
            .ClickAsync();

        await Expect(browser.Page.Locator(".kernel .title")).ToHaveTextAsync("There");
        await Expect(browser.Page.Locator(".asks")).ToHaveTextAsync("Asks kaggle.com as alice");
        await Expect(browser.Page.Locator(".quotas")).ToContainTextAsync("8.6 h used, 21.4 h of 30 h left");
        await Expect(browser.Page.Locator("a.page-link"))
            .ToHaveAttributeAsync("href", "https://www.kaggle.com/code/alice/there");
        await Expect(browser.Page.Locator(".chip-local")).ToBeVisibleAsync();
        _real.Server.Requests.Should().HaveCount(2, "the top bar asks for the account that runs go to");
        await ShotAsync(browser, "kernels-kaggle");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task What_failed_is_told_with_its_mend_and_can_be_tried_again()
    {
        _kaggle
            .On("ListKernels", """{"code":403,"message":"Permission <b>denied</b>"}""", 403)
            .On("ListKernels", """{"kernels":[{"ref":"local/one-kernel","title":"One Kernel"}]}""");
        await using var browser = await OpenAsync();

        await Expect(browser.Page.Locator(".empty-state h1")).ToHaveTextAsync("The kernels cannot be listed");
        await ShotAsync(browser, "kernels-error");
        await browser.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Try again" }).ClickAsync();
        await Expect(browser.Page.Locator(".kernel .title")).ToHaveTextAsync("One Kernel");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_Kaggle_out_of_reach_leaves_what_was_there_before()
    {
        _kaggle
            .On("ListKernels", """{"kernels":[{"ref":"local/one-kernel","title":"One Kernel"}]}""")
            .On("ListKernels", "<html>bad gateway</html>", 502, "text/html");
        await using var browser = await OpenAsync();
        await Expect(browser.Page.Locator(".kernel .title")).ToHaveTextAsync("One Kernel");

        await browser.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Refresh" }).ClickAsync();

        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("what was there before");
        await Expect(browser.Page.Locator(".kernel .title")).ToHaveTextAsync("One Kernel");
        await ShotAsync(browser, "kernels-stale");
    }

    [Fact]
    public async Task Hostile_titles_are_text_and_a_thousand_kernels_come_by_the_hundred()
    {
        var kernels = Enumerable
            .Range(1, 250)
            .Select(n => $$"""{"ref":"local/kernel-{{n}}","title":"<img src=x onerror=alert({{n}})> \u202e{{n}}"}""");
        _kaggle
            .On("ListKernels", $$"""{"kernels":[{{string.Join(',', kernels)}}]}""")
            .On("GetKernel", """{"metadata":{"currentVersionNumber":45},"blob":{"source":"x"}}""")
            .On("GetKernelSessionStatus", """{"status":"ERROR","failureMessage":"<script>alert(1)</script>"}""");
        await using var browser = await OpenAsync();

        await Expect(browser.Page.Locator(".kernel")).ToHaveCountAsync(100);
        await browser.Page.GetByText("Show 100 more of 250").ClickAsync();
        await Expect(browser.Page.Locator(".kernel")).ToHaveCountAsync(200);
        await browser.Page.Locator(".kernel .toggle").First.ClickAsync();
        await Expect(browser.Page.Locator(".version")).ToHaveCountAsync(20);
        await Expect(browser.Page.Locator(".version .number").First).ToHaveTextAsync("v45");
        await browser.Page.GetByText("Show 20 older").ClickAsync();
        await Expect(browser.Page.Locator(".version .word")).ToHaveCountAsync(40);

        (await browser.Page.Locator("main img, main script").CountAsync()).Should().Be(0);
        browser.Errors.Should().BeEmpty();
    }

    private void Configure(WebApplicationBuilder builder)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KAGGLE_USERNAME"] = "alice",
            ["KAGGLE_KEY"] = "secret",
        };
        builder.Services.AddSingleton(new CredentialSources(found.GetValueOrDefault, _folder.FullName));
        builder.Services.Configure<KaggleOptions>(options =>
        {
            options.ApiBase = _real.ApiBase;
            options.RetryDelay = TimeSpan.FromMilliseconds(5);
        });
        _real.Trust(builder.Services);
    }

    private async Task<BrowserSession> OpenAsync()
    {
        var browser = await BrowserSession.OpenAsync(_dashboard, 1440, 900);
        await browser.GoToAsync(_dashboard, "/kernels");
        return browser;
    }

    private static async Task ShotAsync(BrowserSession browser, string name)
    {
        if (Screenshots is not null)
        {
            await browser.Page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png") }
            );
        }
    }
}
