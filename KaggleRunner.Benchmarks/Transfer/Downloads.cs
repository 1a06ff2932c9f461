using System.Diagnostics;
using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs.Pipeline;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>
/// Outputs of a session brought into a folder by the product's collector, against curl, in turn.
/// bench/downloads.sh starts what it needs.
/// </summary>
internal static class Downloads
{
    private const int SmallFiles = 1000;
    private const int SmallBytes = 100_000;
    private const long LargeBytes = 2_000_000_000;

    public static Task<int> RunAsync(string folder, string program, int repetitions) =>
        RunAsync(folder, program, repetitions, new Plan(SmallFiles, SmallBytes, IsQuick: false));

    /// <summary>5,000 small files and a large one, ours beside curl alone.</summary>
    public static Task<int> CollectAsync(string folder, string program, int repetitions) =>
        RunAsync(folder, program, repetitions, new Plan(5000, 20_000, IsQuick: true));

    private static async Task<int> RunAsync(string folder, string program, int repetitions, Plan plan)
    {
        await using var kaggle = await BenchKaggle.StartAsync(Path.Combine(folder, "home"), program);
        var small = await OutputsAsync(
            kaggle,
            "bench-small-files",
            $"""
            import os
            os.makedirs("output/many")
            for i in range({plan.Files}):
                open(f"output/many/{"{i:04}"}.bin", "wb").write(os.urandom({plan.Bytes}))
            """
        );
        await CompareAsync(kaggle, folder, $"{plan.Files} files of {plan.Bytes / 1000} KB", small, repetitions, plan);
        var large = await OutputsAsync(
            kaggle,
            "bench-large-file",
            string.Create(CultureInfo.InvariantCulture, $"open('large.bin', 'wb').truncate({LargeBytes})")
        );
        await CompareAsync(kaggle, folder, "one file of 2 GB", large, repetitions, plan);
        return 0;
    }

    private static async Task<PushedVersion> OutputsAsync(BenchKaggle kaggle, string slug, string script)
    {
        var version = await kaggle.PushAsync(slug, script);
        await kaggle.WaitForEndAsync(version);
        return version;
    }

    private static async Task CompareAsync(
        BenchKaggle kaggle,
        string folder,
        string name,
        PushedVersion version,
        int repetitions,
        Plan plan
    )
    {
        var comparison = new Comparison(name);
        var bytes = 0L;
        // The first time of each warms up: code is compiled, files come into the page cache.
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            var ours = await Sample.MeasureAsync(kaggle.Server, () => CollectAsync(kaggle, folder, version, 8));
            bytes = Clear(folder);
            if (!plan.IsQuick)
            {
                await TryOthersAsync(kaggle, folder, version, repetition > 0 ? comparison : null);
            }

            var parallel = await CurlAsync(kaggle, folder, version, Curl.ParallelAsync, bytes);
            var several = await CurlAsync(kaggle, folder, version, Curl.SeveralAsync, bytes);
            if (repetition > 0)
            {
                comparison.Add(ours);
                comparison.Add("curl --parallel", parallel);
                comparison.Add($"{Curl.AtOnce} curls", several);
            }
        }

        comparison.Report(bytes / 1e6, "MB");
    }

    private static async Task TryOthersAsync(
        BenchKaggle kaggle,
        string folder,
        PushedVersion version,
        Comparison? comparison
    )
    {
        var four = await CollectAsync(kaggle, folder, version, 4);
        Clear(folder);
        var sixteen = await CollectAsync(kaggle, folder, version, 16);
        var synced = await SyncAsync(folder);
        Clear(folder);
        comparison?.Add("ours, 4 at once", four);
        comparison?.Add("ours, 16 at once", sixteen);
        comparison?.Add("a sync after that", synced);
    }

    private static async Task<double> CollectAsync(BenchKaggle kaggle, string folder, PushedVersion version, int atOnce)
    {
        var outputs = new KaggleOutputs(kaggle.Client, new KernelVersion(version.Kernel, version.Version), owner: null);
        var settings = new OutputSettings { MaxDownloadSize = long.MaxValue };
        var watch = Stopwatch.StartNew();
        var collected = await new OutputCollector { AtOnce = atOnce }.CollectAsync(
            outputs,
            Path.Combine(folder, "fetched"),
            settings,
            progress: null,
            CancellationToken.None
        );
        var seconds = watch.Elapsed.TotalSeconds;
        return collected.Missing.Any()
            ? throw new InvalidOperationException($"Not all came: {collected.Missing.First()}")
            : seconds;
    }

    private static async Task<double> CurlAsync(
        BenchKaggle kaggle,
        string folder,
        PushedVersion version,
        Func<IReadOnlyList<OutputFile>, string, Task<double>> fetch,
        long bytes
    )
    {
        // The listing is a part of the work, as it is of ours.
        var watch = Stopwatch.StartNew();
        var files = await kaggle
            .Client.ListOutputAsync(version.Kernel, version.Version, owner: null, CancellationToken.None)
            .ToListAsync();
        var listing = watch.Elapsed.TotalSeconds;
        var seconds = await fetch(files, Path.Combine(folder, "fetched"));
        foreach (var config in Directory.GetFiles(Path.Combine(folder, "fetched"), "*.curl"))
        {
            File.Delete(config);
        }

        var fetched = Clear(folder);
        return fetched == bytes
            ? listing + seconds
            : throw new InvalidOperationException($"curl fetched {fetched} of {bytes} bytes.");
    }

    /// <summary>How long it takes until all that was written is on the disk itself.</summary>
    private static async Task<double> SyncAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var sync = Process.Start("sync", ["-f", folder]);
        await sync.WaitForExitAsync();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Removes what was fetched and tells how many bytes it was.</summary>
    private static long Clear(string folder)
    {
        var fetched = new DirectoryInfo(Path.Combine(folder, "fetched"));
        var bytes = fetched.EnumerateFiles("*.bin", SearchOption.AllDirectories).Sum(file => file.Length);
        fetched.Delete(recursive: true);
        return bytes;
    }

    /// <summary>The small files, and whether curl is all there is to compare with.</summary>
    private sealed record Plan(int Files, int Bytes, bool IsQuick);
}
