using System.Diagnostics;
using KaggleRunner.Benchmarks.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using KaggleRunner.Core.Runs;
using Microsoft.Playwright;

namespace KaggleRunner.Benchmarks.Artifacts;

/// <summary>Many outputs, many images and one great table in the page of a run.</summary>
internal static class ArtifactBench
{
    private const int Times = 5;
    private const int Images = 1000;
    private const int Files = 10_000;
    private static readonly string[] ChromiumArguments = ["--no-sandbox", "--disable-gpu"];

    public static async Task<int> RunAsync(LogBench bench, long tableBytes)
    {
        var many = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        var gallery = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        BenchFiles.WriteSmall(OutputOf(many), Files);
        BenchFiles.WriteImages(OutputOf(gallery), Images);
        await TableAsync(Path.Combine(OutputOf(many), "great.csv"), tableBytes);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ChromiumArguments,
            }
        );
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            }
        );
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(bench.Login.ToString());
        Listing(many);
        await OpenAsync(
            page,
            bench,
            $"{many.Id.Path}?tab=outputs",
            ".outputs .line.file .name",
            $"{Files:N0} files listed"
        );
        await OpenAsync(
            page,
            bench,
            $"{gallery.Id.Path}?tab=outputs&view=gallery",
            ".gallery canvas[data-drawn]",
            $"gallery of {Images:N0} images opened, first one painted"
        );
        await ScrollAsync(page, ".gallery", "gallery scrolled");
        await page.GotoAsync(bench.Address("/").ToString());
        await ScrollAsync(page, "body", "an idle page");
        Figures.Print("dashboard's memory", bench.ServerMegabytes(), "MB");
        await OpenAsync(
            page,
            bench,
            $"{many.Id.Path}?tab=outputs&output=great.csv",
            ".preview tbody td + td",
            $"table of {tableBytes / 1e9:0.0} GB in the page"
        );
        Figures.Print("dashboard's memory with the table open", bench.ServerMegabytes(), "MB");
        Figures.PrintLoad();
        return 0;
    }

    private static void Listing(Run run)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            new OutputStore().List(run.Folder);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        Figures.PrintSpread("folder of 10,000 files read", times);
    }

    private static async Task TableAsync(string path, long bytes)
    {
        BenchFiles.WriteTable(path, bytes);
        var before = Memory();
        var began = TimeProvider.System.GetTimestamp();
        await using var table = await TableReader.OpenAsync(path, CancellationToken.None);
        await table.ReadAsync(0, 100, CancellationToken.None);
        Print("first page of the table read", began);
        began = TimeProvider.System.GetTimestamp();
        while (table.Total is null)
        {
            table.CountOn(CancellationToken.None);
        }

        Print($"its {table.Total:N0} rows counted", began);
        began = TimeProvider.System.GetTimestamp();
        await table.ReadAsync(table.Total.Value / 2, 100, CancellationToken.None);
        Print("a page in its middle read", began);
        Figures.Print("memory that this took", Memory() - before, "MB");
    }

    private static void Print(string what, long began) =>
        Figures.Print(what, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds, "ms");

    // The page's clock begins with the navigation.
    private static async Task OpenAsync(IPage page, LogBench bench, string path, string selector, string what)
    {
        var opened = new List<double>();
        for (var i = 0; i <= Times; i++)
        {
            await page.GotoAsync(bench.Address("/healthz").ToString());
            await page.GotoAsync(bench.Address(path).ToString());
            opened.Add(await page.EvaluateAsync<double>(BenchFiles.WaitFor, selector));
        }

        Figures.PrintSpread(what, [.. opened.Skip(1)]);
    }

    private static async Task ScrollAsync(IPage page, string selector, string what)
    {
        var frames = await page.EvaluateAsync<double[]>(BenchFiles.Scroll, selector);
        Figures.PrintSpread($"frames, {what}", frames);
    }

    private static double Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private static string OutputOf(Run run) => Directory.CreateDirectory(Path.Combine(run.Folder, "output")).FullName;
}
