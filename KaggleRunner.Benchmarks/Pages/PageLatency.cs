using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace KaggleRunner.Benchmarks.Pages;

/// <summary>
/// What a user waits for, measured in a real browser: from pressing Run to the first log line painted, and from the
/// end of the session to the verdict and the outputs painted. bench/first-line.sh starts what it needs.
/// </summary>
internal static class PageLatency
{
    private static readonly string[] ChromiumArguments = ["--no-sandbox", "--disable-gpu"];

    /// <summary>The target, whether it runs quickly, and whether its page must show a plot to be complete.</summary>
    private static readonly (string Target, bool Quick, bool HasPlot)[] Cases =
    [
        ("tests", false, false),
        ("experiments/train.py", true, true),
    ];

    public static async Task<int> RunAsync(Uri login, string home, int repetitions)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ChromiumArguments,
            }
        );
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.AddInitScriptAsync(PaintWatch.Script);
        await page.GotoAsync(login.ToString());
        foreach (var (target, quick, hasPlot) in Cases)
        {
            var samples = new List<RunSample>();
            // The first run of all warms up: code is compiled, Python's files are read from the disk.
            for (var repetition = 0; repetition <= repetitions; repetition++)
            {
                var sample = await MeasureAsync(page, home, target, quick, hasPlot);
                var name = repetition == 0 ? "warm-up" : repetition.ToString(CultureInfo.InvariantCulture);
                Console.WriteLine($"{target}  {name}: {sample}");
                samples.Add(sample);
            }

            Report(target, [.. samples.Skip(1)]);
        }

        return 0;
    }

    private static async Task<RunSample> MeasureAsync(IPage page, string home, string target, bool quick, bool hasPlot)
    {
        var query = $"?target={Uri.EscapeDataString(target)}{(quick ? "&quick=true" : "")}";
        await page.GotoAsync(new Uri(new Uri(page.Url), "/new" + query).ToString());
        await Assertions.Expect(page.Locator("button.run")).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await page.Locator("button.run").ClickAsync();
        await page.WaitForFunctionAsync(
            $"() => window.paints?.line && window.paints.verdict && ({(hasPlot ? "false" : "true")} || window.paints.plot)"
        );
        var paints = await page.EvaluateAsync<JsonElement>("() => window.paints");
        var painted = Math.Max(Time(paints, "verdict"), hasPlot ? Time(paints, "plot") : 0);
        var ended = LastSession.EndedAt(home);
        return new RunSample(Time(paints, "line") - Time(paints, "press"), painted - ended);
    }

    private static double Time(JsonElement paints, string name) => paints.GetProperty(name).GetDouble();

    private static void Report(string target, IReadOnlyList<RunSample> samples)
    {
        Console.WriteLine($"{target}, {samples.Count} runs, milliseconds:           min  median    max");
        Print("pressed Run -> first log line painted", samples.Select(sample => sample.FirstLine));
        Print("session ended -> verdict and outputs painted", samples.Select(sample => sample.Verdict));
        Console.WriteLine();
    }

    private static void Print(string what, IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"  {what, -46}{sorted[0], 6:0}{sorted[sorted.Count / 2], 8:0}{sorted[^1], 7:0}"
        );
        Console.WriteLine(row);
    }
}

/// <summary>One run, in milliseconds.</summary>
internal sealed record RunSample(double FirstLine, double Verdict)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"first line {FirstLine:0} ms, verdict {Verdict:0} ms");
}
