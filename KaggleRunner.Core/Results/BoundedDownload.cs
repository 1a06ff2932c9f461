using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>Downloads an output in a folder of its own and moves it to its place, unless it grows beyond a size.</summary>
internal sealed class BoundedDownload(IOutputSource source, string staging, long largest, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public async Task<DownloadEnd> RunAsync(OutputFile file, string destination, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(staging);
            var staged = Path.Combine(staging, "download");
            var end = await WatchAsync(file, staged, cancellationToken).ConfigureAwait(false);
            if (end.Kind == DownloadEndKind.Complete)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
                File.Move(staged, destination, overwrite: true);
            }

            if (end.Kind != DownloadEndKind.Expired)
            {
                Directory.Delete(staging, recursive: true);
            }

            return end;
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(destination, e);
        }
    }

    // The listing does not tell sizes: the download is watched as it grows.
    private async Task<DownloadEnd> WatchAsync(OutputFile file, string staged, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var download = source.DownloadAsync(file, staged, stop.Token);
        var isTooLarge = false;
        try
        {
            while (!download.IsCompleted && !isTooLarge)
            {
                await Task.WhenAny(download, Task.Delay(Interval, time, stop.Token)).ConfigureAwait(false);
                isTooLarge = Size() > largest;
            }

            if (isTooLarge)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }

            var end = await download.ConfigureAwait(false);
            return end.Kind == DownloadEndKind.Complete && Size() > largest ? TooLarge(largest) : end;
        }
        catch (Exception e)
            when (e is (OperationCanceledException or RunnerException)
                && isTooLarge
                && !cancellationToken.IsCancellationRequested
            )
        {
            return TooLarge(largest);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    public static DownloadEnd TooLarge(long largest) =>
        new(
            DownloadEndKind.TooLarge,
            string.Create(CultureInfo.InvariantCulture, $"larger than the {largest} bytes that the settings let pass")
        );

    private long Size() => new DirectoryInfo(staging).EnumerateFiles().Sum(Length);

    private static long Length(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
    }
}
