using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>
/// Brings versions from BLOBS_RECEIVED to READY beside the requests that made them. Each step may be taken again: a
/// version that a killed server left half-way is done anew from what was sent.
/// </summary>
internal sealed partial class DatasetProcessing(
    DatasetCatalog catalog,
    OldVersions oldVersions,
    LocalKaggleOptions options,
    Holds holds,
    ILogger<DatasetProcessing> logger
) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<DatasetVersion, Task> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turns = new(2, 2);

    public void Start(Dataset dataset, DatasetVersion version)
    {
        var task = Task.Run(() => RunAsync(dataset, version));
        _running[version] = task;
        _ = task.ContinueWith(_ => _running.TryRemove(version, out Task? _), TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in catalog.Datasets)
        {
            oldVersions.Sweep(dataset);
            foreach (var version in dataset.Versions)
            {
                if (version.IsUnderWay)
                {
                    Start(dataset, version);
                }
                else
                {
                    RemoveRaw(version);
                }
            }
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _turns.Dispose();
    }

    private async Task RunAsync(Dataset dataset, DatasetVersion version)
    {
        try
        {
            await _turns.WaitAsync(_stop.Token);
            try
            {
                await ProcessAsync(version, _stop.Token);
            }
            finally
            {
                _turns.Release();
            }

            oldVersions.Sweep(dataset);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The next start goes on.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, dataset.Name, version.Number);
            Fail(version, exception);
        }
    }

    private async Task ProcessAsync(DatasetVersion version, CancellationToken cancellationToken)
    {
        await PassAsync(version, DatasetStatus.BlobsReceived, cancellationToken);
        await UnpackAsync(version, cancellationToken);
        await PassAsync(version, DatasetStatus.BlobsDecompressed, cancellationToken);
        MoveOthers(version);
        await PassAsync(version, DatasetStatus.BlobsCopiedToSds, cancellationToken);
        version.Save(version.Record with { TotalBytes = Seal(version.Files) });
        await PassAsync(version, DatasetStatus.IndividualBlobsCompressed, cancellationToken);
        version.Save(version.Record with { Status = DatasetStatus.Ready });
        RemoveRaw(version);
    }

    private static void RemoveRaw(DatasetVersion version)
    {
        if (Directory.Exists(version.RawFolder))
        {
            Directory.Delete(version.RawFolder, recursive: true);
        }
    }

    private async Task PassAsync(DatasetVersion version, DatasetStatus status, CancellationToken cancellationToken)
    {
        version.Save(version.Record with { Status = status });
        await holds.PassAsync($"Dataset.{status}", cancellationToken);
    }

    private async Task UnpackAsync(DatasetVersion version, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(version.Files);
        var target = new UnpackTarget(version.Files, options.DatasetLimit);
        for (var place = 0; place < version.Record.Sent.Count; place++)
        {
            var name = version.Record.Sent[place];
            if (Archive.FolderOf(name) is not null)
            {
                await Archive.UnpackAsync(version.Raw(place), name, target, cancellationToken);
            }
        }
    }

    private static void MoveOthers(DatasetVersion version)
    {
        for (var place = 0; place < version.Record.Sent.Count; place++)
        {
            var name = version.Record.Sent[place];
            if (Archive.FolderOf(name) is null && File.Exists(version.Raw(place)))
            {
                File.Move(version.Raw(place), Path.Combine(version.Files, name), overwrite: true);
            }
        }
    }

    // Kernels see their inputs read-only; where nothing is mounted, the files' modes see to it.
    private static long Seal(string folder)
    {
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", OutputFolder.Everything))
        {
            bytes += file.Length;
            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode readOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                File.SetUnixFileMode(file.FullName, readOnly);
            }
        }

        return bytes;
    }

    // A full disk may keep even this from being written; the next start tries the version again then.
    private void Fail(DatasetVersion version, Exception exception)
    {
        try
        {
            foreach (var folder in (string[])[version.Files, version.RawFolder])
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }

            var message = exception is UnpackException or IOException
                ? exception.Message
                : "The local Kaggle met an error; its log tells more.";
            version.Save(version.Record with { Status = DatasetStatus.Failed, Error = message });
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            Log.CannotSay(logger, second, version.Root);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Dataset} v{Version} could not be made")]
        public static partial void Failed(ILogger logger, Exception exception, string dataset, int version);

        [LoggerMessage(LogLevel.Warning, "{Folder} cannot be marked as failed")]
        public static partial void CannotSay(ILogger logger, Exception exception, string folder);
    }
}
