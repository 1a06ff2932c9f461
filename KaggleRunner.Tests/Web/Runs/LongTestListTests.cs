using System.Globalization;
using System.Text;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Runs;

/// <summary>Wherever a list of very many tests is scrolled to, there are its lines.</summary>
public sealed class LongTestListTests
{
    private const int Count = 30_000;

    // At three heights of what is in view stands the line that belongs there, below those of folder, file and function; a
    // point may lie on the edge of two.
    private const string IsFilled = """
        () => {
          const tree = document.querySelector(".tests .tree");
          const { left, top, height } = tree.getBoundingClientRect();
          return [0.1, 0.5, 0.9].every(share => {
            const title = document.elementFromPoint(left + 60, top + height * share)?.closest(".line")?.title ?? "";
            const place = (tree.scrollTop + height * share) / 30;
            return place < 4 || Math.abs(parseInt(title.split("[")[1]) + 3.5 - place) < 1;
          });
        }
        """;

    [Fact]
    public async Task Lines_are_where_the_list_is_scrolled_to()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await AddAsync(dashboard);
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=tests&find=case[");
        var tree = browser.Page.Locator(".tests .tree");
        await Expect(tree.Locator(".line.test").First).ToBeVisibleAsync();

        for (var i = 1; i < 20; i++)
        {
            await ScrollAsync(tree, i * 7 % 20 / 20.0);
            await ScrollAsync(tree, i * 3 % 20 / 20.0);
            await browser.Page.WaitForFunctionAsync(IsFilled);
        }

        await tree.PressAsync("End");
        await Expect(tree.Locator(".line.active"))
            .ToHaveAttributeAsync("title", $"tests/test_a.py::test_case[{Count - 1}]");
        await browser.Page.WaitForFunctionAsync(IsFilled);
        await browser.Page.GetByLabel("Filter tests by name").FillAsync("case[17]");
        await Expect(tree.Locator(".line.test")).ToHaveCountAsync(1);
        await Expect(tree.Locator(".line.test")).ToBeInViewportAsync();
        (await tree.Locator(".line").CountAsync()).Should().BeLessThan(200);
        browser.Errors.Should().BeEmpty();
    }

    private static async Task ScrollAsync(ILocator tree, double share) =>
        await tree.EvaluateAsync("(tree, share) => { tree.scrollTop = tree.scrollHeight * share; }", share);

    private static async Task<Run> AddAsync(TestDashboard dashboard)
    {
        var run = await dashboard.AddRunAsync();
        run = run with { Verdict = new Verdict(VerdictKind.Passed, "All tests passed.") };
        await dashboard
            .App.Services.GetRequiredService<RunStore>()
            .SaveAsync(run, TestContext.Current.CancellationToken);
        var report = new StringBuilder("<testsuites><testsuite name=\"pytest\">");
        for (var n = 0; n < Count; n++)
        {
            report.Append(
                CultureInfo.InvariantCulture,
                $"<testcase classname=\"tests.test_a\" name=\"test_case[{n}]\" time=\"0.01\"/>"
            );
        }

        await File.WriteAllTextAsync(
            Path.Combine(run.Folder, "junit.xml"),
            report.Append("</testsuite></testsuites>").ToString(),
            TestContext.Current.CancellationToken
        );
        return run;
    }
}
