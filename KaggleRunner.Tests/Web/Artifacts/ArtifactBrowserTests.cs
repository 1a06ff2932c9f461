using KaggleRunner.Core.Runs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>The artifacts of a run in a real browser; everything that a kernel may leave is put into its folder.</summary>
public sealed class ArtifactBrowserTests
{
    private const string Script = "<script>top.owned=1</script>";
    private const string Attack = Script + "<img src=x onerror='top.owned=1'>";
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gallery_goes_from_image_to_image_by_keys()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        foreach (var name in new[] { "plots/a.png", "plots/b.png", "plots/c <b>.png" })
        {
            await PutAsync(run, name, Dot);
        }

        await PutAsync(
            run,
            "d.svg",
            $"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><rect width='40' height='30' fill='teal'/>{Script}</svg>"
        );
        await using var browser = await OpenAsync(dashboard, run, "&view=gallery");
        var tiles = browser.Page.Locator(".gallery[data-ready] .tile");
        await Expect(tiles).ToHaveCountAsync(4);
        await Expect(tiles.Locator("canvas[data-drawn]")).ToHaveCountAsync(3);
        await Expect(tiles.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 40);
        await tiles.First.ClickAsync();
        var box = browser.Page.Locator("dialog.kr-lightbox");
        await Expect(box.Locator(".name")).ToHaveTextAsync("plots/a.png");
        await Expect(box.Locator(".facts")).ToContainTextAsync("1 × 1");
        await browser.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(box.Locator(".name")).ToHaveTextAsync("d.svg");
        await Expect(box.Locator(".facts")).ToContainTextAsync("40 × 30");
        await browser.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(box.Locator(".name")).ToHaveTextAsync("plots/c <b>.png");
        await browser.Page.Keyboard.PressAsync("1");
        await browser.Page.Keyboard.PressAsync("+");
        await Expect(box.Locator("img")).ToHaveAttributeAsync("style", "width: 1px;");
        await browser.Page.Keyboard.PressAsync("0");
        await Expect(box.Locator(".stage")).ToHaveClassAsync("stage fit");
        await browser.Page.ExpectAddressAsync("output=plots%2Fc");
        await browser.ShotAsync("artifacts-lightbox");
        await browser.Page.Keyboard.PressAsync("Escape");
        await Expect(box).Not.ToBeVisibleAsync();
        await browser.ShotAsync("artifacts-gallery");
        await ExpectUnharmedAsync(browser);
    }

    [Fact]
    public async Task A_table_is_paged_and_sorted_and_the_tree_is_walked_by_keys()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await PutAsync(
            run,
            "data/a.csv",
            "n,text\n" + string.Concat(Enumerable.Range(0, 250).Select(i => $"{i * 7 % 250},{Attack}{i}\n"))
        );
        await PutAsync(run, "data/b.json", "{\"first\":{\"<b>\":[1,2,{\"x\":\"<img>\"}]}}");
        await PutAsync(run, "notes.md", $"# Title\n\n{Attack}\n");
        await using var browser = await OpenAsync(dashboard, run, "&output=data%2Fa.csv");
        var cells = browser.Page.Locator(".preview tbody tr:first-child td");
        await Expect(cells.Nth(1)).ToHaveTextAsync("0");
        await Expect(cells.Nth(2)).ToContainTextAsync("<script>");
        await Expect(browser.Page.Locator(".pages")).ToContainTextAsync("Rows 1–100 of 250");
        await browser.Page.GetByLabel("Last rows").ClickAsync();
        await Expect(browser.Page.Locator(".pages")).ToContainTextAsync("Rows 201–250 of 250");
        await browser.Page.Locator("th button").First.ClickAsync();
        await browser.Page.Locator("th button").First.ClickAsync();
        await Expect(cells.Nth(1)).ToHaveTextAsync("249");
        await browser.ShotAsync("artifacts-table");

        var tree = browser.Page.Locator(".outputs .list");
        await tree.FocusAsync();
        await tree.PressAsync("ArrowDown");
        await Expect(browser.Page.Locator(".outputs .line.active .name")).ToHaveTextAsync("b.json");
        await tree.PressAsync("Enter");
        await Expect(browser.Page.Locator(".preview h2")).ToHaveTextAsync("data/b.json");
        await browser.Page.Locator(".json .toggle").Nth(1).ClickAsync();
        await Expect(browser.Page.Locator(".json .key").Nth(1)).ToHaveTextAsync("<b>");
        await tree.FocusAsync();
        await tree.PressAsync(" ");
        await Expect(browser.Page.Locator(".zip a")).ToHaveTextAsync("Download 1 file (zip)");
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.Locator(".zip a").ClickAsync());
        await using (
            var archive = await System.IO.Compression.ZipFile.OpenReadAsync((await download.PathAsync())!, Cancel)
        )
        {
            archive.Entries.Select(entry => entry.FullName).Should().Equal("data/b.json");
        }

        await browser.Page.Keyboard.PressAsync("/");
        await browser.Page.Keyboard.TypeAsync("NOTES");
        await Expect(browser.Page.Locator(".outputs .line")).ToHaveCountAsync(1);
        await Expect(browser.Page.Locator(".preview .markdown h1")).ToHaveTextAsync("Title");
        browser.Page.Url.Should().Contain("find=NOTES");
        await ExpectUnharmedAsync(browser);
    }

    [Fact]
    public async Task Every_kind_of_file_is_shown_as_something_and_none_of_them_runs_here()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var notebook =
            """{"cells":[{"cell_type":"markdown","source":"# Head HERE"},{"cell_type":"code","source":"1","outputs":[{"data":{"text/html":"<b id=bold>bold</b>HERE"}}]}]}""".Replace(
                "HERE",
                Attack,
                StringComparison.Ordinal
            );
        (string Name, string Content, string Shown)[] files =
        [
            ("n.ipynb", notebook, ".preview .markdown h1"),
            ("page.html", $"<p id=shown>shown</p>{Attack}", ".preview iframe"),
            (
                "x.svg",
                $"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{Script}</svg>",
                ".preview .image img"
            ),
            ("train.log", "\u001b[31mred\u001b[0m\n" + Attack + "\n", ".preview .log .row"),
            ("code.py", $"print('{Attack}')\n", ".preview .view-line"),
            ("model.pkl", "\u0001\u0002", ".preview .dump"),
            ("empty.txt", "", ".preview .empty"),
            ("bad.json", "{", ".preview .view-line"),
            ("bad.parquet", "nothing", ".preview .empty"),
        ];
        foreach (var (name, content, _) in files)
        {
            await PutAsync(run, name, content);
        }

        await using var browser = await OpenAsync(dashboard, run, "");
        foreach (var (name, _, shown) in files)
        {
            await browser.Page.Locator($".outputs .line[title='{name}']").ClickAsync();
            await Expect(browser.Page.Locator(".preview h2")).ToHaveTextAsync(name);
            await Expect(browser.Page.Locator(shown).First).ToBeVisibleAsync();
            await browser.ShotAsync($"artifacts-{name}");
        }

        (await browser.Page.EvaluateAsync<bool>("'owned' in window")).Should().BeFalse();
        (await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"))
            .Should()
            .BeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task Ten_thousand_files_are_listed_and_few_of_them_stand_in_the_page()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var output = Directory.CreateDirectory(Path.Combine(run.Folder, "output", "many"));
        for (var i = 0; i < 10_000; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(output.FullName, $"file-{i}.bin"), [1], Cancel);
        }

        await using var browser = await OpenAsync(dashboard, run, "&output=many%2Ffile-9999.bin");
        await Expect(browser.Page.Locator(".outputs .total")).ToHaveTextAsync("10000 files, 10.0 KB");
        await Expect(browser.Page.Locator(".outputs .line.current .name")).ToHaveTextAsync("file-9999.bin");
        (await browser.Page.Locator(".outputs .line").CountAsync()).Should().BeLessThan(300);
    }

    private static async Task<BrowserSession> OpenAsync(TestDashboard dashboard, Run run, string query)
    {
        var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=outputs{query}");
        return browser;
    }

    private static Task PutAsync(Run run, string name, string text) =>
        PutAsync(run, name, System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task PutAsync(Run run, string name, byte[] bytes)
    {
        var path = Path.Combine(run.Folder, "output", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, Cancel);
    }

    private static async Task ExpectUnharmedAsync(BrowserSession browser)
    {
        (await browser.Page.EvaluateAsync<bool>("'owned' in window")).Should().BeFalse();
        browser.Errors.Should().BeEmpty();
    }
}
