using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>Outputs of two runs beside each other, in a real browser.</summary>
public sealed class CompareOutputsTests
{
    private const string Attack = "<img src=x onerror='top.owned=1'>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_are_compared_cell_by_cell_and_long_texts_where_they_differ()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var runs = new[] { await dashboard.AddRunAsync(), await dashboard.AddRunAsync(2) };
        await PutAsync(
            runs[0],
            "scores.csv",
            $"step,loss,{Attack}\n" + string.Concat(Enumerable.Range(1, 250).Select(n => $"{n},{n},a\n"))
        );
        await PutAsync(
            runs[1],
            "scores.csv",
            "step,loss,new\n" + string.Concat(Enumerable.Range(2, 250).Select(n => $"{n},{(n > 130 ? Attack : n)},b\n"))
        );
        var lines = Enumerable.Range(0, 200_000).Select(n => $"line {n}\n").ToList();
        await PutAsync(runs[0], "long.txt", string.Concat(lines));
        lines[150_000] = $"{Attack} here\n";
        await PutAsync(runs[1], "long.txt", string.Concat(lines));
        await PutAsync(runs[1], "only.tsv", "a\tb\n1\t2\n");

        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, "/p/demo-123456/compare?runs=1,2&part=outputs");
        var page = browser.Page;
        await page.Locator(".outputs [title='scores.csv']").ClickAsync();
        await Expect(page.Locator(".facts p").First)
            .ToHaveTextAsync("120 rows changed (120 cells), 1 added, 1 removed, 129 the same.");
        await Expect(page.Locator(".facts .how")).ToContainTextAsync("matched by “step”");
        await Expect(page.Locator(".columns .removed")).ToHaveTextAsync($"−{Attack}");
        await Expect(page.Locator(".columns .added")).ToHaveTextAsync("+new");
        await Expect(page.Locator(".shown tbody tr")).ToHaveCountAsync(100);
        await Expect(page.Locator(".shown ins").First).ToHaveTextAsync(Attack);
        await browser.ShotAsync("artifacts-compare-tables");
        await page.Locator(".shown").GetByLabel("Next rows").ClickAsync();
        await Expect(page.Locator(".shown tbody tr")).ToHaveCountAsync(22);

        await page.Locator(".outputs [title='long.txt']").ClickAsync();
        await Expect(page.Locator(".diff .note"))
            .ToHaveTextAsync(
                "The first 149,990 lines are the same and left out; what follows this part is not compared."
            );
        await Expect(page.Locator(".view-lines").Last).ToContainTextAsync("here");

        await page.Locator(".outputs [title='only.tsv']").ClickAsync();
        await Expect(page.Locator(".table.only")).ToContainTextAsync("Only #2 has it.");
        await Expect(page.Locator(".table.only tbody td").Last).ToHaveTextAsync("2");
        (await page.EvaluateAsync<bool>("'owned' in window")).Should().BeFalse();
        browser.Errors.Should().BeEmpty();
    }

    private static async Task PutAsync(Run run, string name, string text) =>
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "output", name), text, Cancel);
}
