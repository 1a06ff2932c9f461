using System.Globalization;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>
/// From a kernel's <c>print</c> to the painted frame: each line carries the time at which it was printed, and counts as
/// painted with the first frame that shows it or a later one.
/// </summary>
internal static class LogLatency
{
    private static readonly string[] Rates = ["1000", "10000"];

    public static async Task<int> RunAsync(LogBench bench, int seconds)
    {
        await using var page = await LogPage.OpenAsync(bench.Login);
        await page.GoToAsync(bench.Address("/runs"));
        var idle = await page.WatchAsync(() => Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        PrintFrames("idle page", idle);

        // The first run starts the local Kaggle and compiles code at its first use.
        await bench.UntilEndedAsync(await bench.LaunchAsync("paced.py", "1000", "3"));
        foreach (var rate in Rates)
        {
            var run = await bench.LaunchAsync("paced.py", rate, seconds.ToString(CultureInfo.InvariantCulture));
            await page.GoToAsync(bench.Address(run.Id.Path));
            await bench.UntilRunningAsync(run);
            var frames = await page.WatchAsync(() => bench.UntilEndedAsync(run));
            Report($"{rate} lines/s", run, frames);
        }

        return 0;
    }

    /// <summary>Tells how long the lines of a run took to the frames that were watched.</summary>
    public static void Report(string what, Run run, IReadOnlyList<Frame> frames)
    {
        var latencies = new List<double>();
        var next = 0;
        var shown = new List<Frame>();
        foreach (var line in RunLog.Open(run.Folder).Read(1, int.MaxValue))
        {
            if (Printed(line.Text) is not { } printed || printed < frames[0].Began)
            {
                continue;
            }

            while (next < frames.Count && frames[next].LastLine < line.Number)
            {
                next++;
            }

            if (next < frames.Count)
            {
                latencies.Add(frames[next].Painted - printed);
                if (shown.Count == 0 || shown[^1] != frames[next])
                {
                    shown.Add(frames[next]);
                }
            }
        }

        Figures.PrintSpread($"{what}: print -> painted", latencies);
        var busy = frames
            .SkipWhile(frame => frame.LastLine < shown[0].LastLine)
            .TakeWhile(frame => frame.Began <= shown[^1].Began);
        PrintFrames(what, [.. busy]);
        Figures.PrintSpread("  between changes of the picture", Gaps([.. shown]));
        Figures.PrintLoad();
    }

    private static void PrintFrames(string when, IReadOnlyList<Frame> frames) =>
        Figures.PrintSpread($"{when}: frame times", Gaps(frames));

    private static List<double> Gaps(IReadOnlyList<Frame> frames) =>
        [.. frames.Zip(frames.Skip(1), (one, other) => other.Began - one.Began)];

    /// <summary>Milliseconds since 1970.</summary>
    private static double? Printed(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return
            space > 0
            && line.AsSpan(space).StartsWith(" line ", StringComparison.Ordinal)
            && double.TryParse(line.AsSpan(0, space), CultureInfo.InvariantCulture, out var seconds)
            ? seconds * 1000
            : null;
    }
}
