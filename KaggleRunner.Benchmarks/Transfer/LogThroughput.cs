using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>
/// A session that prints a million short lines as fast as it can: its log read by the product's client into a run's
/// folder, against curl to nowhere. bench/log-stream.sh starts what it needs.
/// </summary>
internal static class LogThroughput
{
    private const int Lines = 1_000_000;

    private static readonly string Script = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        for i in range({{Lines}}):
            print(f"step {i} of training: loss 0.{i:07}")
        """
    );

    public static async Task<int> RunAsync(string folder, string program, int repetitions)
    {
        await using var kaggle = await BenchKaggle.StartAsync(Path.Combine(folder, "home"), program);
        var live = new Comparison("while it runs");
        var replay = new Comparison("once it has ended");
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            var first = await kaggle.PushAsync("bench-log-lines", Script);
            var liveOurs = await Sample.MeasureAsync(kaggle.Server, () => IngestAsync(kaggle, folder, first));
            await kaggle.WaitForEndAsync(first);
            var second = await kaggle.PushAsync("bench-log-lines", Script);
            var liveCurl = await Curl.StreamAsync(kaggle.Account, Address(kaggle, second));
            await kaggle.WaitForEndAsync(second);
            var replayOurs = await Sample.MeasureAsync(kaggle.Server, () => IngestAsync(kaggle, folder, second));
            var replayCurl = await Curl.StreamAsync(kaggle.Account, Address(kaggle, second));
            if (repetition > 0)
            {
                live.Add(liveOurs);
                live.Add("curl -N", liveCurl);
                replay.Add(replayOurs);
                replay.Add("curl -N", replayCurl);
            }
        }

        live.Report(Lines, "lines");
        replay.Report(Lines, "lines");
        return 0;
    }

    private static string Address(BenchKaggle kaggle, PushedVersion version) =>
        $"{kaggle.Account.ApiBase}/kernels/logs/stream/{version.Kernel}?versionLabel=v{version.Version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>As a run reads its log; the seconds from the first event to the end.</summary>
    private static async Task<double> IngestAsync(BenchKaggle kaggle, string folder, PushedVersion version)
    {
        var results = Path.Combine(folder, "log");
        var channel = Channel.CreateBounded<LogEvent>(4096);
        var receiving = ReceiveAsync(kaggle, version, channel.Writer);
        var watch = new Stopwatch();
        await using (var ingest = LogIngest.Open(results, "0123456789abcdef", SecretRedactor.ByShape))
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                watch.Start();
                while (channel.Reader.TryRead(out var received))
                {
                    ingest.Append(received);
                }

                ingest.Flush();
            }

            ingest.Complete();
            watch.Stop();
            await receiving;
            if (ingest.LineCount != Lines)
            {
                throw new InvalidOperationException($"{ingest.LineCount} of {Lines} lines came.");
            }
        }

        Directory.Delete(results, recursive: true);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task ReceiveAsync(BenchKaggle kaggle, PushedVersion version, ChannelWriter<LogEvent> writer)
    {
        try
        {
            await foreach (
                var received in kaggle.Client.ReadLogAsync(version.Kernel, version.Version, CancellationToken.None)
            )
            {
                await writer.WriteAsync(received);
            }
        }
        finally
        {
            writer.Complete();
        }
    }
}
