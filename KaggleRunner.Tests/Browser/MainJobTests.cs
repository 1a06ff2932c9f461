using KaggleRunner.Tests.Repositories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Browser;

/// <summary>The main job with the sample: from the printed address to a verdict and a plot.</summary>
[Collection(nameof(LiveDashboard))]
public sealed class MainJobTests(LiveDashboard dashboard)
{
    private const string PngBegins = "89504E470D0A1A0A";

    [Fact]
    public async Task A_folder_of_tests_runs_live_to_its_verdict()
    {
        using var repository = await SampleRepository.CreateAsync("main-tests");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync("tests");
        var script = visit.Page.Locator(".preview-part .view-lines");
        await Expect(script).ToContainTextAsync("\"kind\"");
        await Expect(script).ToContainTextAsync("tests");
        await Expect(visit.Run).ToContainTextAsync("Run on local");
        await visit.ShotAsync("new-run-desktop");

        await Expect(visit.Run).ToBeEnabledAsync();
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await visit.OnRunPageAsync();
        await visit.SeesLiveLineAsync("test_");
        await visit.ShotAsync("run-live-desktop");
        await visit.EndsAsync("Passed");

        await Expect(visit.Page.Locator("#tab-tests .count")).ToHaveTextAsync("19");
        await visit.OpenTabAsync("tests");
        await Expect(visit.Page.Locator(".tests .tree .line.test")).ToHaveCountAsync(19);
        await Expect(visit.Page.Locator("code[title='" + await repository.HeadAsync() + "']")).ToBeVisibleAsync();
        await visit.ShotAsync("run-passed-desktop");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_red_run_opens_at_its_first_failure()
    {
        using var repository = await SampleRepository.CreateAsync("main-failing");
        await using var visit = await dashboard.VisitAsync();
        await visit.LaunchAsync(repository, "tests_failing");
        await visit.EndsAsync("Failed");
        await Expect(visit.Banner.Locator("a.more")).ToHaveTextAsync("1 failing test");

        await visit.GoToAsync("/");
        await visit.Page.Locator(".table .row[data-run]:has([title='tests_failing'])").First.ClickAsync();
        await visit.OnRunPageAsync();

        await Expect(visit.Page.Locator("#tab-tests")).ToHaveAttributeAsync("aria-selected", "true");
        var failure = visit.Page.Locator(".tests .detail .traceback").First;
        await Expect(failure).ToContainTextAsync("assert share > 0.99");
        await Expect(failure).ToBeInViewportAsync();
        await visit.ShotAsync("run-failed-desktop");
        visit.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_quick_experiment_shows_its_plot_and_hands_out_its_files()
    {
        using var repository = await SampleRepository.CreateAsync("main-experiment");
        await using var visit = await dashboard.VisitAsync();
        await visit.OpenRepositoryAsync(repository);
        await visit.PickAsync("experiments/train.py");
        await visit.Page.Locator("#quick").CheckAsync();
        await visit.PressRunAsync();
        await visit.SeesLiveLineAsync("loss");
        await visit.ShotAsync("run-training-desktop");
        await visit.EndsAsync("Passed");

        await Expect(visit.Page.Locator(".plots img")).ToHaveCountAsync(1);
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('.plots img')?.naturalWidth > 0");
        await visit.ShotAsync("run-plot-desktop");
        await visit.OpenTabAsync("outputs");
        var files = visit.Page.Locator(".outputs .file .name");
        await Expect(files).ToHaveCountAsync(4);
        foreach (var kind in new[] { ".png", ".csv", ".json", ".md" })
        {
            await Expect(files.Filter(new LocatorFilterOptions { HasText = kind })).ToHaveCountAsync(1);
        }

        await files.Filter(new LocatorFilterOptions { HasText = ".png" }).ClickAsync();
        await ExpectDownloadedPlotAsync(visit, repository);
        visit.Errors.Should().BeEmpty();
    }

    private static async Task ExpectDownloadedPlotAsync(Visit visit, TestRepository repository)
    {
        await Expect(visit.Page.Locator(".preview h2")).ToContainTextAsync(".png");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() =>
            visit.Page.Locator(".preview header a").ClickAsync()
        );
        var bytes = await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Convert.ToHexString(bytes.AsSpan(0, 8)).Should().Be(PngBegins);
        var results = Directory.GetFiles(
            repository.Path("kaggle_runner/results"),
            "*.png",
            SearchOption.AllDirectories
        );
        var kept = await File.ReadAllBytesAsync(results.Single(), TestContext.Current.CancellationToken);
        bytes.Should().Equal(kept);
    }
}
