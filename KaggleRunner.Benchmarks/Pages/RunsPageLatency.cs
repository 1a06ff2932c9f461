using System.Globalization;
using KaggleRunner.Benchmarks.History;
using Microsoft.Playwright;

namespace KaggleRunner.Benchmarks.Pages;

/// <summary>
/// What a user waits for on the pages of a long history, beside the same dashboard without a run: from the key or click to the
/// painted frame, in a real browser. bench/runs-page.sh starts what it needs.
/// </summary>
internal sealed class RunsPageLatency(IPage page, int repetitions)
{
    private const string Rows = "document.querySelectorAll('.row[data-run]').length";
    private const string FirstRow = "document.querySelector('.row[data-run] .number')?.textContent";
    private const string Options = "document.querySelectorAll('dialog.palette [role=option]').length";

    private static readonly string[] ChromiumArguments = ["--no-sandbox", "--disable-gpu"];

    public static async Task<int> RunAsync(Uri full, Uri empty, int repetitions)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ChromiumArguments,
            }
        );
        Console.WriteLine("| milliseconds until painted | min | p50 | max |");
        Console.WriteLine("|---|---:|---:|---:|");
        await using (var context = await OpenAsync(browser, empty))
        {
            await new RunsPageLatency(context.Pages[0], repetitions).MeasureEmptyAsync();
        }

        await using (var context = await OpenAsync(browser, full))
        {
            await new RunsPageLatency(context.Pages[0], repetitions).MeasureFullAsync();
        }

        return 0;
    }

    private static async Task<IBrowserContext> OpenAsync(IBrowser browser, Uri login)
    {
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(login.ToString());
        return context;
    }

    private async Task MeasureEmptyAsync()
    {
        await TellAsync(
            "without a run: home page opened",
            () => LoadAsync("/", "document.querySelector('.empty-state')")
        );
        await TellAsync("without a run: Ctrl+K", () => PaletteAsync("/"));
    }

    private async Task MeasureFullAsync()
    {
        var runs = $"/p/{SeededHistory.Project.Id}/runs";
        await TellAsync("home page opened", () => LoadAsync("/", $"{Rows} >= 50"));
        await TellAsync("the project's runs opened", () => LoadAsync(runs, $"{Rows} >= 50"));
        await TellAsync("… its last page", () => LoadAsync($"{runs}?page=200", $"{Rows} > 0"));
        await TellAsync("… `plateau`", () => LoadAsync($"{runs}?q=plateau", $"{Rows} >= 50"));
        await TellAsync(
            "a state's chip pressed",
            async () =>
            {
                await LoadAsync(runs, $"{Rows} >= 50");
                return await ActAsync(
                    "document.querySelector('button.kr-chip.failed').click()",
                    "location.search.includes('failed') && document.querySelectorAll('.row[data-run] .state .kr-state-passed').length === 0"
                );
            }
        );
        await TellAsync(
            "the next page",
            async () =>
            {
                await LoadAsync(runs, $"{Rows} >= 50");
                return await ActAsync(
                    "document.querySelector('.pager a[href*=\"page=2\"]').click()",
                    $"first !== {FirstRow}"
                );
            }
        );
        await TellAsync("Ctrl+K", () => PaletteAsync(runs));
        foreach (var text in new[] { "#4711", "plateau", "baseline", "lr" })
        {
            await TellAsync($"Ctrl+K, `{text}` typed", () => FoundAsync(runs, text));
        }
    }

    /// <summary>From the request of the document on.</summary>
    private async Task<double> LoadAsync(string path, string done)
    {
        await page.GotoAsync(
            new Uri(new Uri(page.Url), path).ToString(),
            new PageGotoOptions { WaitUntil = WaitUntilState.Commit }
        );
        return await page.EvaluateAsync<double>(
            $"async () => {{ {Until} await until(() => {done}); return performance.now(); }}"
        );
    }

    private Task<double> ActAsync(string act, string done) =>
        page.EvaluateAsync<double>(
            $"async () => {{ {Until} const first = {FirstRow}; const began = performance.now(); {act}; await until(() => {done}); return performance.now() - began; }}"
        );

    private async Task<double> PaletteAsync(string path)
    {
        await LoadAsync(path, "document.querySelector('dialog.palette')?.dataset.ready");
        return await ActAsync("document.querySelector('[data-palette]').click()", $"{Options} > 0");
    }

    private async Task<double> FoundAsync(string path, string text)
    {
        await PaletteAsync(path);
        var value = $"const field = document.querySelector('dialog.palette input'); field.value = '{text}'";
        return await ActAsync(
            $"{value}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            $"{Options} > 0 && !document.querySelector('dialog.palette [role=group][aria-label=Targets]')"
        );
    }

    private async Task TellAsync(string name, Func<Task<double>> measure)
    {
        // The first time compiles.
        await measure();
        var times = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            times.Add(await measure());
        }

        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {times[0]:0} | {times[times.Count / 2]:0} | {times[^1]:0} |"
            )
        );
    }

    /// <summary>What stands in the document is painted with the next frame; the one after it comes when that is done.</summary>
    private const string Until = """
        const until = (done) => new Promise((resolve) => {
          const look = () => {
            if (!done()) return;
            watch.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          };
          const watch = new MutationObserver(look);
          watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
          look();
        });
        """;
}
