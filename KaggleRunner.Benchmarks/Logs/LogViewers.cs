using System.Globalization;
using System.Net;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>What viewers cost the dashboard while a kernel prints 10,000 lines a second, beside none.</summary>
internal static class LogViewers
{
    private const string Rate = "10000";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(LogBench bench, int viewers)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var user = new HttpClient(handler);
        (await user.GetAsync(bench.Login)).Dispose();
        await MeasureAsync(bench, cookies, 1, print: false);
        Figures.Print("processors, dashboard at rest", await bench.ServerShareAsync(Watched / 2), "");
        foreach (var count in (int[])[0, viewers])
        {
            await MeasureAsync(bench, cookies, count, print: true);
            Figures.PrintLoad();
        }

        return 0;
    }

    private static async Task MeasureAsync(LogBench bench, CookieContainer cookies, int count, bool print)
    {
        var seconds = (int)((Watched + (3 * Settle)).TotalSeconds);
        var run = await bench.LaunchAsync("paced.py", Rate, seconds.ToString(CultureInfo.InvariantCulture));
        await bench.UntilRunningAsync(run);
        var viewers = new List<LogSocket>();
        for (var i = 0; i < count; i++)
        {
            viewers.Add(await LogSocket.OpenAsync(bench.Login, cookies, run.Id));
        }

        await Task.Delay(Settle, TimeProvider.System);
        var (bytes, messages) = (viewers.Sum(v => v.Bytes), viewers.Sum(v => v.Messages));
        var share = await bench.ServerShareAsync(Watched);
        if (print)
        {
            Figures.Print($"processors, {Rate} lines/s and {count} viewers", share, "");
            Figures.Print(
                "  bytes a second to each",
                (viewers.Sum(v => v.Bytes) - bytes) / Watched.TotalSeconds / Math.Max(1, count) / 1000,
                "KB"
            );
            Figures.Print(
                "  messages a second to each",
                (viewers.Sum(v => v.Messages) - messages) / Watched.TotalSeconds / Math.Max(1, count),
                ""
            );
        }

        foreach (var viewer in viewers)
        {
            await viewer.DisposeAsync();
        }

        await bench.UntilEndedAsync(run);
    }
}
