using System.Globalization;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>Hours of log in minutes: what server and page hold in the meantime.</summary>
internal static class LogSoak
{
    /// <summary>A hundred lines a second for eight hours, in twenty minutes.</summary>
    private const string Rate = "2400";
    private const int Samples = 16;

    public static async Task<int> RunAsync(LogBench bench, double minutes)
    {
        await using var page = await LogPage.OpenAsync(bench.Login);
        var seconds = minutes * 60;
        var run = await bench.LaunchAsync("paced.py", Rate, seconds.ToString(CultureInfo.InvariantCulture));
        await page.GoToAsync(bench.Address(run.Id.Path));
        await bench.UntilRunningAsync(run);
        Console.WriteLine(" minutes       lines  server MB  JS heap MB  elements");
        for (var sample = 0; sample < Samples; sample++)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds / Samples), TimeProvider.System);
            var (heap, elements) = await page.HeldAsync();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{minutes * (sample + 1) / Samples, 8:0.0}{RunLog.Open(run.Folder).Snapshot(0).LineCount, 12:N0}{bench.ServerMegabytes(), 11:0}{heap, 12:0.0}{elements, 10}"
                )
            );
        }

        await bench.UntilEndedAsync(run);
        Figures.PrintLoad();
        return 0;
    }
}
