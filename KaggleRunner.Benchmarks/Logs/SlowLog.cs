using System.Globalization;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>A long log and a live one behind a slow line, and behind one without limit in the same run.</summary>
internal static class SlowLog
{
    private const int Jumps = 20;
    private const string Rate = "1000";
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Followed = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(LogBench bench, int lines, int kilobits)
    {
        var ended = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        await BigLog.WriteAsync(ended, lines, width: 200);
        var bytes = new FileInfo(Path.Combine(ended.Folder, "log.txt")).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines, {bytes / 1e6:0} MB of text"));
        Figures.Print("text of the 200 lines that a page opens with", bytes / (double)lines * 200 / 1000, "KB");
        await MeasureAsync(bench, ended, lines, 0, TimeSpan.Zero, "a line without limit");
        await MeasureAsync(bench, ended, lines, kilobits, RoundTrip, $"{kilobits} kbit/s, 150 ms");
        Figures.PrintLoad();
        return 0;
    }

    private static async Task MeasureAsync(
        LogBench bench,
        Run ended,
        int lines,
        int kilobits,
        TimeSpan roundTrip,
        string what
    )
    {
        Console.WriteLine(what);
        await using var line = SlowLine.Open(bench.Login, kilobits, roundTrip);
        await using var page = await LogPage.OpenAsync(line.Through(bench.Login));
        await page.GoToAsync(line.Through(bench.Address("/healthz")));
        var address = line.Through(bench.Address($"{ended.Id.Path}?tab=log#L{lines}"));
        foreach (var visit in (string[])["first log of a visit", "opened again"])
        {
            var (time, down) = await CountAsync(line, () => OpenAsync(page, address, lines));
            Figures.Print($"  {visit}: last lines painted", time, "ms");
            Figures.Print($"  {visit}: bytes", down / 1000.0, "KB");
            await page.GoToAsync(line.Through(bench.Address("/healthz")));
        }

        await OpenAsync(page, address, lines);
        await JumpAsync(page, line, lines);
        await FollowAsync(bench, page, line);
    }

    private static async Task<double> OpenAsync(LogPage page, Uri address, int lastLine)
    {
        await page.GoToAsync(address);
        return await page.Page.EvaluateAsync<double>($"() => linePainted({lastLine})");
    }

    private static async Task JumpAsync(LogPage page, SlowLine line, int lines)
    {
        var random = new Random(1);
        var (times, bytes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Jumps; i++)
        {
            var (time, down) = await CountAsync(
                line,
                () => page.Page.EvaluateAsync<double>($"() => jump({random.Next(1, lines)})")
            );
            times.Add(time);
            bytes.Add(down / 1000.0);
        }

        Figures.PrintSpread("  jump to any line", times);
        Figures.PrintSpread("  … bytes", bytes, "KB");
    }

    private static async Task FollowAsync(LogBench bench, LogPage page, SlowLine line)
    {
        var seconds = (int)(Followed + (2 * Settle)).TotalSeconds;
        var run = await bench.LaunchAsync("paced.py", Rate, seconds.ToString(CultureInfo.InvariantCulture));
        await bench.UntilRunningAsync(run);
        await page.GoToAsync(line.Through(bench.Address(run.Id.Path)));
        await page.Page.EvaluateAsync("() => painted(() => document.querySelector('.log .row[data-n]'))");
        await Task.Delay(Settle, TimeProvider.System);
        var log = new FileInfo(Path.Combine(run.Folder, "log.txt"));
        log.Refresh();
        var (text, down) = (log.Length, line.Down.Bytes);
        var frames = await page.WatchAsync(() => Task.Delay(Followed, TimeProvider.System));
        log.Refresh();
        Figures.Print($"  a minute at {Rate} lines/s: text", (log.Length - text) / 1000.0, "KB");
        Figures.Print($"  a minute at {Rate} lines/s: bytes", (line.Down.Bytes - down) / 1000.0, "KB");
        LogLatency.Report($"  {Rate} lines/s", run, frames);
        await bench.UntilEndedAsync(run);
    }

    private static async Task<(double Time, long Down)> CountAsync(SlowLine line, Func<Task<double>> action)
    {
        var before = line.Down.Bytes;
        var time = await action();
        return (time, line.Down.Bytes - before);
    }
}
