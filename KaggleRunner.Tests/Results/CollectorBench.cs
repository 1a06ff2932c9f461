using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Tests.Logs;

namespace KaggleRunner.Tests.Results;

/// <summary>A collector, a run's empty folder, and a Kaggle whose outputs each test makes up.</summary>
public abstract class CollectorBench : IDisposable
{
    private readonly OutputCollector _collector = new();

    private protected RunFolder Folder { get; } = new();

    private protected FakeOutputs Outputs { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the kernel's own records into the log.</summary>
    private protected async Task RecordAsync(params string[] records)
    {
        await using var log = LogIngest.Open(Folder.Path, LogFolder.Nonce, SecretRedactor.ByShape);
        foreach (var record in records)
        {
            log.Append(LogFolder.Out(LogFolder.Record(record)));
        }

        log.Complete();
    }

    private protected Task<CollectedOutputs> FetchAsync(OutputWish wish, IProgress<CollectProgress>? progress = null) =>
        _collector.FetchAsync(Outputs, Folder.Path, wish, progress, TestContext.Current.CancellationToken);

    private protected Task<CollectedOutputs> CollectAsync(
        OutputSettings? settings = null,
        IProgress<CollectProgress>? progress = null
    ) =>
        _collector.CollectAsync(
            Outputs,
            Folder.Path,
            settings ?? new OutputSettings(),
            progress,
            TestContext.Current.CancellationToken
        );

    private protected sealed class Told(List<CollectProgress> told) : IProgress<CollectProgress>
    {
        public void Report(CollectProgress value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
