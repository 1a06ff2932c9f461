using System.Globalization;
using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>PDFs as a kernel may leave them, in a real browser.</summary>
public sealed class PdfPreviewTests
{
    private const string Colour = """
        canvas => [...canvas.getContext("2d").getImageData(canvas.width - 5, 5, 1, 1).data].slice(0, 3).join()
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_shown_one_by_one_and_nothing_in_them_acts()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        TinyPdf.Write(
            In(run, "a.pdf"),
            catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.getURL\\('https://evil.example/'\\)) >>",
            page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 200 100] /A << /S /URI /URI (https://evil.example/) >> >>]"
        );
        await using var browser = await OpenAsync(dashboard, run, "a.pdf");
        var pages = browser.Page;
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        pages.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        var canvas = pages.Locator(".pdf canvas");

        await Expect(canvas).ToHaveAttributeAsync("data-page", "1");
        await Expect(pages.Locator(".pdf .count")).ToHaveTextAsync("3");
        (await canvas.EvaluateAsync<string>(Colour)).Should().Be("255,0,0");
        await Expect(pages.GetByLabel("Previous page")).ToBeDisabledAsync();
        var fit = await canvas.EvaluateAsync<int>("canvas => canvas.clientWidth");

        await pages.GetByLabel("Next page").ClickAsync();
        await Expect(canvas).ToHaveAttributeAsync("data-page", "2");
        (await canvas.EvaluateAsync<string>(Colour)).Should().Be("0,153,0");
        await canvas.ClickAsync();
        await pages.Locator(".pdf .sheet").PressAsync("ArrowRight");
        await Expect(canvas).ToHaveAttributeAsync("data-page", "3");
        await Expect(pages.GetByLabel("Next page")).ToBeDisabledAsync();
        await pages.Locator(".pdf input").FillAsync("1");
        await pages.Locator(".pdf input").PressAsync("Enter");
        await Expect(canvas).ToHaveAttributeAsync("data-page", "1");

        await pages.GetByLabel("Smaller").ClickAsync();
        await pages.WaitForFunctionAsync(
            "fit => document.querySelector('.pdf canvas').clientWidth < fit",
            fit,
            new PageWaitForFunctionOptions { Timeout = 60_000 }
        );
        await pages.GetByText("Fit", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await pages.WaitForFunctionAsync("fit => document.querySelector('.pdf canvas').clientWidth === fit", fit);

        await browser.ShotAsync("artifacts-pdf");
        hosts.Should().BeSubsetOf(["127.0.0.1"]);
        browser.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_huge_one_shows_its_first_page_without_being_read_whole()
    {
        const long padding = 500_000_000;
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await File.WriteAllTextAsync(In(run, "first.txt"), "x", Cancel);
        TinyPdf.Write(In(run, "huge.pdf"), padding);
        await using var browser = await OpenAsync(dashboard, run, "first.txt");
        var asked = new List<string?>();
        var libraries = new List<string>();
        browser.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("huge.pdf", StringComparison.Ordinal))
            {
                asked.Add(request.Headers.GetValueOrDefault("range"));
            }
            else if (request.Url.Contains("/lib/pdfjs/", StringComparison.Ordinal))
            {
                libraries.Add(request.Url);
            }
        };
        await Expect(browser.Page.Locator(".preview h2")).ToHaveTextAsync("first.txt");
        libraries.Should().BeEmpty("it is loaded when a PDF is opened");

        await browser.Page.Locator(".outputs .line[title='huge.pdf']").ClickAsync();
        await Expect(browser.Page.Locator(".pdf canvas")).ToHaveAttributeAsync("data-page", "1");
        await browser.Page.GetByLabel("Next page").ClickAsync();
        await Expect(browser.Page.Locator(".pdf canvas")).ToHaveAttributeAsync("data-page", "2");

        asked.Should().NotBeEmpty().And.NotContainNulls();
        asked.Sum(range => Length(range!)).Should().BeLessThan(5_000_000);
        libraries.Should().NotBeEmpty();
        browser.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "This file is empty.")]
    [InlineData("not a PDF at all", "damaged")]
    [InlineData("%PDF-1.7\n%%EOF", "damaged")]
    public async Task A_broken_one_is_told_in_words_and_stays_a_download(string content, string words)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await File.WriteAllTextAsync(In(run, "a.pdf"), content, Cancel);
        await using var browser = await OpenAsync(dashboard, run, "a.pdf");

        await Expect(browser.Page.Locator(".preview")).ToContainTextAsync(words);
        await Expect(browser.Page.GetByText("Download", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    private static long Length(string range)
    {
        var ends = range["bytes=".Length..].Split('-');
        return long.Parse(ends[1], CultureInfo.InvariantCulture) - long.Parse(ends[0], CultureInfo.InvariantCulture);
    }

    private static string In(Run run, string name) => Path.Combine(run.Folder, "output", name);

    private static async Task<BrowserSession> OpenAsync(TestDashboard dashboard, Run run, string name)
    {
        var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=outputs&output={name}");
        return browser;
    }
}
