using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs.Pipeline;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>Fetches outputs that stayed on Kaggle into the folder of a run that has ended; one process at a time for a run.</summary>
public sealed class OutputFetcher
{
    private const int MostTries = 5;
    private readonly OutputCollector _collector;
    private readonly KaggleAccounts _accounts;
    private readonly RunStore _store;
    private readonly RunnerHome _home;
    private readonly TimeProvider _time;

    public OutputFetcher(
        OutputCollector collector,
        KaggleAccounts accounts,
        RunStore store,
        RunnerHome home,
        TimeProvider time
    ) => (_collector, _accounts, _store, _home, _time) = (collector, accounts, store, home, time);

    /// <summary>
    /// Returns what became of all outputs. Whatever interrupts it, what is whole stays and what is in part is gone on with
    /// the next time; the verdict is not touched.
    /// </summary>
    /// <exception cref="RunnerException">It cannot be done now, or not any more.</exception>
    public async Task<CollectedOutputs> FetchAsync(
        RunId id,
        OutputWish wish,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var (kernel, version) = Expect(id, await _store.FindAsync(id, cancellationToken).ConfigureAwait(false));
        var hold = await FileLock.WaitAsync(LockOf(id), _time, cancellationToken).ConfigureAwait(false);
        await using (hold.ConfigureAwait(false))
        {
            try
            {
                // What came while another process held the lock is known now.
                var run = (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false))!;
                var source = new KernelVersion(kernel, version);
                var outputs = await FetchAsync(run, source, wish, progress, cancellationToken).ConfigureAwait(false);
                var isWhole = outputs.Files.All(file => file.Fate != OutputFate.Pending);
                await SaveAsync(id, outputs, isWhole, cancellationToken).ConfigureAwait(false);
                return outputs;
            }
            catch (Exception e) when (e is KaggleException or OperationCanceledException || WriteFailure.IsFullDisk(e))
            {
                await TrySaveAsync(id).ConfigureAwait(false);
                throw e is KaggleException kaggle && GoneOutputs.Is(kaggle)
                    ? GoneOutputs.For(kernel, version, kaggle)
                    : e;
            }
        }
    }

    private static (KernelRef Kernel, int Version) Expect(RunId id, Run? run) =>
        run switch
        {
            null => throw new RunnerException($"There is no run #{id.Number}.", "It may have been deleted."),
            { HasEnded: false } => throw new RunnerException(
                $"Run #{id.Number} has not ended; its outputs come at the end.",
                "Wait for its end, or stop it."
            ),
            { Kernel: { } kernel, Version: { } version } when Directory.Exists(run.Folder) => (kernel, version),
            { Version: null } => throw new RunnerException(
                $"Run #{id.Number} never reached Kaggle: it left no outputs."
            ),
            _ => throw new RunnerException(
                $"The folder of run #{id.Number} is gone: {run.Folder}",
                "Put it back, or run it again."
            ),
        };

    private async Task<CollectedOutputs> FetchAsync(
        Run run,
        KernelVersion version,
        OutputWish wish,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var wait = Pace.For(run.Account).Reconnect;
        for (var tried = 1; ; tried++, wait *= 2)
        {
            try
            {
                var account = await _accounts.ConnectAsync(run.Account, cancellationToken).ConfigureAwait(false);
                var source = new KaggleOutputs(_accounts.Open(account), version, OwnerOf(run));
                return await _collector
                    .FetchAsync(source, run.Folder, wish, progress, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (KaggleException e) when (KagglePatience.IsPassing(e) && tried < MostTries)
            {
                await Task.Delay(Pace.Jittered(wait), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static OutputOwner? OwnerOf(Run run) =>
        run.Origin == RunOrigin.Foreign ? null : new OutputOwner(run.Nonce, RunRecords.Read(run.Folder).Count > 0);

    private async Task SaveAsync(RunId id, CollectedOutputs outputs, bool isWhole, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } run)
        {
            var changed = run with
            {
                OutputCount = outputs.Count,
                OutputsInterrupted = isWhole ? null : run.OutputsInterrupted,
            };
            if (changed != run)
            {
                await _store.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Pages look again for what came. A full disk may not let it be said: then they find it the next time.</summary>
    private async Task TrySaveAsync(RunId id)
    {
        try
        {
            var run = await _store.FindAsync(id, CancellationToken.None).ConfigureAwait(false);
            if (run is not null && OutputsFile.Read(run.Folder) is { } outputs)
            {
                await SaveAsync(id, outputs, isWhole: false, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or RunnerException
                        or Microsoft.Data.Sqlite.SqliteException
            )
        {
            // What interrupted the fetch says more.
        }
    }

    private string LockOf(RunId id)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.Root, FetchFiles.Folder)).FullName;
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{id.Project}.{id.Number}.lock"));
    }
}
