using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>Outputs that come home while somebody looks at those that are there.</summary>
public sealed class ArrivingOutputsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_appears_and_what_is_looked_at_stays_where_it_is()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        run = run with
        {
            Steps = [new RunStep(RunStepKind.Collect, run.CreatedAt, null)],
            Waiting = "Fetching the outputs: 60 of 80",
        };
        await dashboard.App.Services.GetRequiredService<RunStore>().SaveAsync(run, Cancel);
        foreach (var number in Enumerable.Range(0, 60))
        {
            await PutAsync(run, $"m{number}.txt", $"file {number}");
        }

        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=outputs");
        var page = browser.Page;
        await Expect(page.Locator(".preview h2")).ToHaveTextAsync("m0.txt");
        await Expect(page.Locator(".outputs .total")).ToContainTextAsync("60 files");
        await page.Locator(".outputs .line[title='m3.txt']").ClickAsync();
        await Expect(page.Locator(".preview .view-line")).ToHaveTextAsync("file 3");
        await page.EvaluateAsync("document.querySelector('.preview .code').marked = true");
        await page.Locator(".outputs .list").EvaluateAsync("list => list.scrollTop = 60");
        var before = await PlaceAsync();

        await PutAsync(run, "a.csv", "x\n1\n");
        await PutAsync(run, "b.txt", "early in the alphabet");
        await PutAsync(run, "plot.png", "an image would be shown first");
        await TellAsync("Fetching the outputs: 63 of 80");
        await Expect(page.Locator(".outputs .total")).ToContainTextAsync("63 files");

        await Expect(page.Locator(".preview h2")).ToHaveTextAsync("m3.txt");
        (await page.EvaluateAsync<bool>("document.querySelector('.preview .code').marked === true"))
            .Should()
            .BeTrue("the preview is not drawn anew");
        await browser.ShotAsync("artifacts-arriving");
        await page.WaitForFunctionAsync(
            "before => Math.abs(document.querySelector(\".outputs .line[title='m3.txt']\").getBoundingClientRect().top - before) < 1",
            before
        );
        browser.Errors.Should().BeEmpty();

        Task<double> PlaceAsync() =>
            page.Locator(".outputs .line[title='m3.txt']")
                .EvaluateAsync<double>("line => line.getBoundingClientRect().top");

        // Pages look again after a while at the earliest: until then the words change.
        async Task TellAsync(string words)
        {
            var store = dashboard.App.Services.GetRequiredService<RunStore>();
            for (
                var told = 0;
                !(await page.Locator(".outputs .total").TextContentAsync())!.StartsWith("63", StringComparison.Ordinal);
                told++
            )
            {
                await store.SaveAsync(run with { Waiting = $"{words}{new string('.', told % 9)}" }, Cancel);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            }
        }
    }

    private static async Task PutAsync(Run run, string name, string text) =>
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "output", name), text, Cancel);
}
