using KaggleRunner.Tests.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>The kernels of a real local Kaggle, those that somebody else pushed among them.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class KernelsPageTests(LiveDashboard dashboard)
{
    private const string Finished = """
        import pathlib
        print("from elsewhere", flush=True)
        pathlib.Path("plot.txt").write_text("kept")
        """;

    private const string Endless = """
        import time
        print("under way", flush=True)
        time.sleep(600)
        """;

    [Fact]
    public async Task A_version_that_was_started_elsewhere_is_adopted_and_comes_home()
    {
        using var repository = await SampleRepository.CreateAsync("adopting");
        using var elsewhere = new Elsewhere(dashboard.Home);
        var (kernel, _) = await elsewhere.PushAsync("Adopt <img src=x onerror=alert(1)>", Finished);
        await elsewhere.WaitForAsync(kernel, "COMPLETE");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.Page.Locator(".rail").GetByText("Kernels").ClickAsync();
        await OpenAsync(visit, kernel.ToString());

        var version = visit.Page.Locator(".version").Filter(new LocatorFilterOptions { HasText = "v1" });
        await Expect(version.Locator(".word")).ToHaveTextAsync("Complete");
        await Expect(version).ToContainTextAsync("started elsewhere");
        await Adopt(version).ClickAsync();
        await Expect(visit.Page.Locator(".adopt select option:checked")).ToHaveTextAsync("adopting");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Adopt as a run" }).ClickAsync();
        await visit.OnRunPageAsync();
        await visit.EndsAsync("Passed");

        await Expect(visit.Banner).ToContainTextAsync("no test results");
        await Expect(visit.LogRows.Filter(new LocatorFilterOptions { HasText = "from elsewhere" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run again" }))
            .ToHaveCountAsync(0);
        var number = visit.Number;
        await visit.OpenTabAsync("outputs");
        await Expect(visit.Page.GetByText("plot.txt").First).ToBeVisibleAsync();
        await visit.GoToAsync($"/kernels?kernel={Uri.EscapeDataString(kernel.ToString())}");
        await Expect(version.Locator("a.run")).ToContainTextAsync($"#{number}");
        await Expect(version).ToContainTextAsync("adopted");
        await Expect(version.Locator(".word")).ToHaveTextAsync("Passed");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_version_that_still_runs_elsewhere_is_adopted_live_and_stopped()
    {
        using var repository = await SampleRepository.CreateAsync("adopting-live");
        using var elsewhere = new Elsewhere(dashboard.Home);
        var (kernel, _) = await elsewhere.PushAsync("Endless Elsewhere", Endless);
        await elsewhere.WaitForAsync(kernel, "RUNNING");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.GoToAsync("/kernels");
        await OpenAsync(visit, kernel.ToString());

        var version = visit.Page.Locator(".version").First;
        await Expect(version.Locator(".word")).ToHaveTextAsync("Running");
        await Adopt(version).ClickAsync();
        await visit.Page.GetByLabel("Project").SelectOptionAsync(new SelectOptionValue { Label = "adopting-live" });
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Adopt as a run" }).ClickAsync();
        await visit.OnRunPageAsync();
        await visit.SeesLiveLineAsync("under way");
        await visit.StopRunAsync();

        await visit.EndsAsync("Cancelled");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_starts_and_a_version_that_ends_show_up_by_themselves()
    {
        const string slug = "generic-test-runner-kernel";
        using var repository = await SampleRepository.CreateAsync("kernels-live", ("quick.py", "print('quick')\n"));
        using var elsewhere = new Elsewhere(dashboard.Home);
        var (kernel, pushed) = await elsewhere.PushAsync("Generic Test Runner Kernel", Finished);
        await using var watching = await dashboard.VisitAsync();
        await watching.GoToAsync($"/kernels?kernel={elsewhere.Owner}/{slug}");
        var version = watching
            .Page.Locator(".version")
            .Filter(new LocatorFilterOptions { Has = watching.Page.GetByText($"v{pushed}", new() { Exact = true }) });
        await Expect(version.Locator(".word")).ToHaveTextAsync("Complete");
        await watching.Page.EvaluateAsync("window.sameDocument = true");

        await using var other = await dashboard.VisitAsync();
        await other.LaunchAsync(repository, "quick.py");

        var first = watching.Page.Locator(".version").First;
        await Expect(first.Locator(".number")).ToHaveTextAsync($"v{pushed + 1}");
        await Expect(first.Locator("a.run")).ToContainTextAsync("quick.py");
        await Expect(first.Locator(".word")).ToHaveTextAsync("Passed");
        (await watching.Page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
        kernel.Slug.Should().Be(slug);
        watching.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_kernel_is_deleted_by_keyboard_after_a_look_at_its_files()
    {
        using var repository = await SampleRepository.CreateAsync("deleting");
        using var elsewhere = new Elsewhere(dashboard.Home);
        var (kernel, _) = await elsewhere.PushAsync("Delete Me Please", Finished);
        await elsewhere.WaitForAsync(kernel, "COMPLETE");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.GoToAsync("/kernels");
        await OpenAsync(visit, kernel.ToString());
        var version = visit.Page.Locator(".version").First;
        await version.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Files of" }).ClickAsync();
        await Expect(visit.Page.Locator(".files li")).ToContainTextAsync("plot.txt");
        await Expect(visit.Page.Locator(".files li .kr-num")).ToHaveTextAsync("4 B");

        await Button("Delete kernel…").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync(kernel.ToString());
        await Expect(dialog).ToContainTextAsync("no version of it is a run here");
        await InDialogAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator($".kernel:has([title='{kernel}'])")).ToBeVisibleAsync();

        await Button("Delete kernel…").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await InDialogAsync();
        await visit.ShotAsync("kernels-delete");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete kernel", Exact = true }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator(".deleted")).ToContainTextAsync(kernel.ToString());
        await Expect(visit.Page.Locator($".kernel:has([title='{kernel}'])")).ToHaveCountAsync(0);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".bar .refresh")).ToHaveTextAsync("Refresh");
        await Expect(visit.Page.Locator($".kernel:has([title='{kernel}'])")).ToHaveCountAsync(0);
        visit.Errors.Should().BeEmpty();

        Task InDialogAsync() =>
            visit.Page.WaitForFunctionAsync("() => !!document.activeElement?.closest('[role=dialog]')");

        ILocator Button(string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    public async Task The_page_fits_and_tells_the_time_that_is_left(int width, int height, ColorScheme scheme)
    {
        using var repository = await SampleRepository.CreateAsync($"kernels-{width}-{scheme}");
        using var elsewhere = new Elsewhere(dashboard.Home);
        const string title = "A kernel with a title as long as Kaggle allows one";
        var (kernel, _) = await elsewhere.PushAsync(title, "raise SystemExit(1)\n");
        await using var visit = await dashboard.VisitAsync(width, height, scheme);
        await visit.OpenRepositoryAsync(repository);
        var run = await dashboard.Home.LaunchAsync(repository.Root, "tests/test_metrics.py");
        await dashboard.Home.WaitForEndAsync(run.Id);
        await visit.GoToAsync("/kernels");
        await Expect(visit.Page.Locator(".quotas [role=meter]")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".renews")).ToContainTextAsync("Renews");
        if (width > 640)
        {
            await Expect(visit.Page.Locator(".actions .quota")).ToContainTextAsync("GPU");
            await Expect(visit.Page.Locator(".actions .quota")).ToHaveAttributeAsync("title", Left());
        }

        await OpenAsync(visit, kernel.ToString());
        await Expect(visit.Page.Locator(".version .word").First).ToHaveTextAsync("Error");
        await Adopt(visit.Page.Locator(".version").First).ClickAsync();
        await Expect(visit.Page.Locator(".adopt select")).ToBeVisibleAsync();
        await LookAsync("kernels-adopt");
        await OpenAsync(visit, $"{elsewhere.Owner}/generic-test-runner-kernel");
        await Expect(visit.Page.Locator(".version a.run").First).ToBeVisibleAsync();
        await LookAsync("kernels-runs");
        visit.Errors.Should().BeEmpty();

        async Task LookAsync(string name)
        {
            await visit.ShotAsync($"{name}-{width}-{scheme}".ToLowerInvariant());
            (await visit.SidewaysAsync()).Should().Be(0, $"{name} must not scroll sideways at {width} pixels");
        }
    }

    private static System.Text.RegularExpressions.Regex Left() =>
        new(@"GPU: .* h left\.", default, TimeSpan.FromSeconds(1));

    private static ILocator Adopt(ILocator version) =>
        version.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Adopt" });

    private static async Task OpenAsync(Visit visit, string kernel)
    {
        var row = visit.Page.Locator($".kernel:has([title='{kernel}']) .toggle");
        await row.ClickAsync();
        await Expect(row).ToHaveAttributeAsync("aria-expanded", "true");
    }
}
