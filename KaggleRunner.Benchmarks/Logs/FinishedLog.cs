using System.Diagnostics;
using System.Globalization;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>A finished log of a million lines in the page: opened, jumped about in and searched; and one of ten million.</summary>
internal static class FinishedLog
{
    private const int FewLines = 10;
    private const int Jumps = 40;
    private static readonly (string What, LogQuery Query, string[] Grep)[] Searches =
    [
        ("a rare text, any case", new LogQuery(BigLog.Rare), ["-c", "-i", "-F", "-e", BigLog.Rare]),
        ("a rare text, this case", new LogQuery(BigLog.Rare, MatchCase: true), ["-c", "-F", "-e", BigLog.Rare]),
        ("a text of every line, any case", new LogQuery("LOSS="), ["-c", "-i", "-F", "-e", "LOSS="]),
        (
            "a text that is nowhere",
            new LogQuery("Traceback (most recent"),
            ["-c", "-i", "-F", "-e", "Traceback (most recent"]
        ),
        ("text beyond ASCII, any case", new LogQuery("Ünder"), ["-c", "-i", "-F", "-e", "Ünder"]),
        ("… with a part of every line", new LogQuery("Ünder loss="), ["-c", "-i", "-F", "-e", "Ünder loss="]),
        (
            "expression, rare",
            new LogQuery(@"needle-\w+-the", IsRegex: true),
            ["-c", "-i", "-E", "-e", @"needle-\w+-the"]
        ),
        (
            "expression, 1 line of 10,000",
            new LogQuery(@"step=\d+77\b.*norm=1\b", IsRegex: true),
            ["-c", "-i", "-E", "-e", @"step=[0-9]+77\b.*norm=1\b"]
        ),
        (
            "expression, every line",
            new LogQuery(@"\d+\.\d+ \w+ train", IsRegex: true),
            ["-c", "-i", "-E", "-e", @"[0-9]+\.[0-9]+ .*train"]
        ),
    ];

    public static async Task<int> RunAsync(LogBench bench, int lines, int longest)
    {
        var small = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        var large = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        await BigLog.WriteAsync(small, FewLines, width: 200);
        await BigLog.WriteAsync(large, lines, width: 200);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{lines:N0} lines, {new FileInfo(LogOf(large)).Length / 1e6:0} MB"
            )
        );
        await SearchAsync(large);

        await using var page = await LogPage.OpenAsync(bench.Login);
        await OpenAsync(page, bench, small, FewLines, "a log of a few lines", times: 5);
        PrintHeld("a log of a few lines", await page.HeldAsync());
        await OpenAsync(page, bench, large, lines, $"{lines:N0} lines", times: 5);
        await JumpAsync(page, lines, $"{lines:N0} lines");
        await SearchInPageAsync(page);
        PrintHeld($"{lines:N0} lines", await page.HeldAsync());

        if (longest > 0)
        {
            await BigLog.WriteAsync(large, longest, width: 100);
            Figures.Print("dashboard's memory before the longest log", bench.ServerMegabytes(), "MB");
            await OpenAsync(page, bench, large, longest, $"{longest:N0} lines", times: 3);
            await JumpAsync(page, longest, $"{longest:N0} lines");
            PrintHeld($"{longest:N0} lines", await page.HeldAsync());
            Figures.Print("dashboard's memory with it", bench.ServerMegabytes(), "MB");
        }

        Figures.PrintLoad();
        return 0;
    }

    // The page's clock begins with the navigation.
    private static async Task OpenAsync(LogPage page, LogBench bench, Run run, int lastLine, string what, int times)
    {
        var opened = new List<double>();
        for (var i = 0; i <= times; i++)
        {
            await page.GoToAsync(bench.Address("/healthz"));
            await page.GoToAsync(bench.Address($"{run.Id.Path}?tab=log#L{lastLine}"));
            opened.Add(await page.Page.EvaluateAsync<double>($"() => linePainted({lastLine})"));
        }

        Figures.PrintSpread($"page opened, {what}", [.. opened.Skip(1)]);
    }

    private static async Task JumpAsync(LogPage page, int lines, string what)
    {
        var random = new Random(1);
        var jumps = new List<double>();
        for (var i = 0; i < Jumps; i++)
        {
            jumps.Add(await page.Page.EvaluateAsync<double>($"() => jump({random.Next(1, lines)})"));
        }

        Figures.PrintSpread($"jump to any line, {what}", jumps);
    }

    private static async Task SearchInPageAsync(LogPage page)
    {
        var times = new List<double>();
        foreach (var text in (string[])[BigLog.Rare, "step=77", "nowhere at all", "lazy dog"])
        {
            times.Add(
                await page.Page.EvaluateAsync<double>(
                    """
                    async (text) => {
                      const input = document.querySelector("[data-part=search]");
                      const hits = document.querySelector("[data-part=hits]");
                      const began = performance.now();
                      input.value = text;
                      input.dispatchEvent(new Event("input", { bubbles: true }));
                      await painted(() => hits.textContent === "");
                      return (await painted(() => hits.textContent !== "")) - began;
                    }
                    """,
                    text
                )
            );
            Console.WriteLine($"  {text}: {await page.Page.Locator("[data-part=hits]").TextContentAsync()}");
        }

        Figures.PrintSpread("search in the page, with its wait for the typing's end", times);
    }

    private static async Task SearchAsync(Run run)
    {
        foreach (var (what, query, grep) in Searches)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            var found = LogHits.None;
            for (var i = 0; i < 5; i++)
            {
                var began = TimeProvider.System.GetTimestamp();
                found = await RunLog.Open(run.Folder).SearchAsync(query, CancellationToken.None);
                ours.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
                theirs.Add(await GrepAsync(grep, LogOf(run)));
            }

            var (our, their) = (Figures.Percentile(ours.Skip(1), 0.5), Figures.Percentile(theirs.Skip(1), 0.5));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"search: {what, -32}{our, 7:0} ms, {found.Total, 9:N0} lines; grep {their, 7:0} ms, ratio {our / their:0.00}"
                )
            );
        }
    }

    private static async Task<double> GrepAsync(string[] arguments, string log)
    {
        var began = TimeProvider.System.GetTimestamp();
        var start = new ProcessStartInfo("grep") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[.. arguments, log])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static string LogOf(Run run) => Path.Combine(run.Folder, "log.txt");

    private static void PrintHeld(string what, (double HeapMegabytes, int Elements) held)
    {
        Figures.Print($"JS heap, {what}", held.HeapMegabytes, "MB");
        Figures.Print($"elements in the document, {what}", held.Elements, "");
    }
}
