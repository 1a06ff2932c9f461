using KaggleRunner.Tests.LocalKaggle.Faults;
using KaggleRunner.Tests.Web;
using Microsoft.Playwright;

namespace KaggleRunner.Tests.LocalKaggle.StatusPage;

public sealed class StatusPageTests
{
    private const string Hostile = """
        import os, sys, time
        sys.stdout.reconfigure(encoding="utf-8")
        open("<img src=x onerror=document.title='owned'>.txt", "w").write("x")
        open("re\u202etxt.exe", "w").write("x" * 5000)
        os.makedirs("plots", exist_ok=True)
        open("plots/loss.png", "wb").write(b"<script>document.title='owned'</script>")
        print("<script>document.title='owned'</script><img src=x onerror=document.title='owned'>")
        print("    indented \x1b[31mred\x1b[0m \x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07 \u202eevil")
        print("10%\r50%\r100%")
        print()
        print("trouble", file=sys.stderr, flush=True)
        for i in range(40):
            print("epoch", i, "loss", 1 / (i + 1), flush=True)
        while not os.path.exists("go") and not os.path.exists("/kaggle/working/go"):
            time.sleep(0.01)
        raise SystemExit(3)
        """;

    [Fact]
    public async Task A_hostile_kernel_is_followed_live_and_nothing_of_it_runs()
    {
        await using var server = await RunningServer.StartAsync();
        await server.Caller.PushAsync(Hostile, "Hostile kernel of somebody");
        await server.Caller.LogHoldsAsync("epoch 39", slug: "hostile-kernel-of-somebody");
        await using var browser = await BrowserSession.OpenAsync(await StatusVisit.LinkAsync(server));
        await browser.Page.GetByText("local/hostile-kernel-of-somebody").ClickAsync();
        var log = browser.Page.Locator("#log");

        await Assertions.Expect(log).ToContainTextAsync("epoch 39");
        await Assertions.Expect(log).ToContainTextAsync("<script>document.title='owned'</script><img src=x");
        await Assertions.Expect(log).ToContainTextAsync("    indented red link evil");
        await Assertions.Expect(log.GetByText("100%", new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(log).Not.ToContainTextAsync("50%");
        await Assertions.Expect(log.Locator(".stderr")).ToHaveTextAsync("trouble");
        await Assertions.Expect(browser.Page.Locator("#session")).ToContainTextAsync("Running");
        await File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, "kernels/local/hostile-kernel-of-somebody/v1/working/go"),
            "",
            TestContext.Current.CancellationToken
        );

        await Assertions.Expect(browser.Page.Locator("#session")).ToContainTextAsync("exit code 3");
        var outputs = browser.Page.Locator("#outputs");
        await Assertions.Expect(outputs).ToContainTextAsync("<img src=x onerror=document.title='owned'>.txt");
        await Assertions.Expect(outputs).ToContainTextAsync("re\\u202etxt.exe");
        await ShootAsync(browser, "kernel");
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => outputs.GetByText("loss.png").ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
            .Should()
            .StartWith("<script>");
        (await browser.Page.TitleAsync()).Should().Contain("hostile-kernel").And.NotContain("owned");
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task The_list_says_what_runs_and_which_faults_are_on_and_a_session_can_be_cancelled()
    {
        await using var server = await FaultyServer.StartAsync("stream-cut=0.25", "download-slow@2");
        await server.Caller.PushAsync("print('done')", "finished kernel");
        await server.Caller.EndOfAsync(1, "finished-kernel");
        await server.Caller.PushAsync("print('up', flush=True); import time; time.sleep(600)");
        await server.Caller.LogHoldsAsync("up");
        await using var browser = await BrowserSession.OpenAsync(await StatusVisit.LinkAsync(server));

        await Assertions.Expect(browser.Page.Locator("#faults")).ToContainTextAsync("stream-cut=0.25");
        await Assertions.Expect(browser.Page.Locator("#kernels tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(browser.Page.Locator("#kernels tbody tr").First).ToContainTextAsync("Running");
        await Assertions.Expect(browser.Page.Locator("#quota")).ToContainTextAsync("0.0 h of 30.0 h");
        await ShootAsync(browser, "kernels");
        await browser.Page.GetByText("local/ci-runner").ClickAsync();
        await browser.Page.GetByText("Cancel session").ClickAsync();

        await Assertions.Expect(browser.Page.Locator("#session")).ToContainTextAsync("Cancelled");
        (await server.Caller.EndOfAsync(1)).Should().Be("CANCEL_ACKNOWLEDGED");
        browser.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/status/kernels/local/ci-runner")]
    public async Task On_a_phone_nothing_runs_out_of_the_page(string path)
    {
        await using var server = await FaultyServer.StartAsync("stream-cut=0", "rate-limit-seconds=0", "html-200=0");
        await server.Caller.PushAsync($"print('{new string('x', 400)}'); open('{new string('y', 200)}', 'w').close()");
        await server.Caller.PushAsync("print(1)", "a kernel with a name of forty eight letters long");
        await server.Caller.EndOfAsync(1);
        await using var browser = await BrowserSession.OpenAsync(await StatusVisit.LinkAsync(server), 390, 844);
        await browser.Page.GotoAsync(new Uri(server.Caller.Http.BaseAddress!, path).ToString());

        var overflow = await browser.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );

        overflow.Should().Be(0);
        await ShootAsync(browser, $"phone-{path.Length}");
    }

    // Looked at by people: KAGGLE_RUNNER_SCREENSHOTS names the folder.
    private static async Task ShootAsync(BrowserSession browser, string name)
    {
        if (Environment.GetEnvironmentVariable("KAGGLE_RUNNER_SCREENSHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await browser.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var path = Path.Combine(folder, $"status-{name}-{scheme}.png");
            await browser.Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        }
    }
}
