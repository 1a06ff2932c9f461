using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Sees to it that a private dataset holds a source and is ready. Can be called again after any interruption: what was
/// sent is not sent again.
/// </summary>
public sealed class SourceDatasets(RunnerHome home, TimeProvider time, IOptions<KaggleOptions> options)
{
    /// <summary>A new dataset can be out of sight for a while.</summary>
    private static readonly TimeSpan NewDatasetGrace = TimeSpan.FromSeconds(60);
    private const int Attempts = 3;

    /// <param name="interval">Between looks at how far Kaggle is.</param>
    /// <exception cref="KaggleException">Kaggle cannot be reached (call again), or does not take the source.</exception>
    public async Task EnsureAsync(
        KaggleClient client,
        SourceContent content,
        TimeSpan interval,
        IProgress<SourceProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var memory = Memory(client.Account, content.Dataset);
        var bringing = new Bringing(client, content, memory, interval, progress);
        for (var attempt = 1; ; attempt++)
        {
            var known = memory.Read(content.Sha256);
            try
            {
                if (known?.SentAt is { } sentAt)
                {
                    if (await IsReadyAsync(bringing, sentAt, cancellationToken).ConfigureAwait(false))
                    {
                        return;
                    }

                    known = null;
                }

                var state = await UploadAsync(bringing, known, cancellationToken).ConfigureAwait(false);
                await SendAsync(bringing, state, cancellationToken).ConfigureAwait(false);
                if (await IsReadyAsync(bringing, time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                memory.Forget();
                throw NotTaken(bringing);
            }
            catch (KaggleRefusedException e)
                when (attempt < Attempts && (e is KaggleUploadLostException || known?.Token is not null))
            {
                // What an earlier process began may be worth nothing any more.
                memory.Forget();
            }
        }
    }

    /// <summary>The next call sends the source whatever was sent before: a kernel did not find it.</summary>
    public void Forget(KaggleAccount account, DatasetRef dataset) => Memory(account, dataset).Forget();

    private SourceMemory Memory(KaggleAccount account, DatasetRef dataset) => new(home, account.Kind, dataset);

    private static async Task<SourceState> UploadAsync(
        Bringing bringing,
        SourceState? known,
        CancellationToken cancellationToken
    )
    {
        if (known is { IsUploaded: true, Token: not null })
        {
            return known;
        }

        var (client, content, memory, _, progress) = bringing;
        var ticket =
            known?.Ticket
            ?? await client
                .Datasets.StartUploadAsync(SourceName.File, content.Bytes, cancellationToken)
                .ConfigureAwait(false);
        var state = memory.Write(
            new SourceState
            {
                Sha256 = content.Sha256,
                Token = ticket.Token,
                Address = ticket.Address,
            }
        );
        progress?.Report(new SourceProgress(0, content.Bytes));
        var bytes = progress is null ? null : new Relay(progress, content.Bytes);
        await client
            .Datasets.UploadAsync(ticket, content.Path, known?.Ticket is not null, bytes, cancellationToken)
            .ConfigureAwait(false);
        return memory.Write(state with { IsUploaded = true, Address = null });
    }

    private async Task SendAsync(Bringing bringing, SourceState state, CancellationToken cancellationToken)
    {
        var (client, content, memory, _, _) = bringing;
        var there = await client.Datasets.FindStateAsync(content.Dataset, cancellationToken).ConfigureAwait(false);
        var exists = there is not (null or DatasetState.Deleted);
        if (!exists || state.CreatingAt is null)
        {
            if (exists)
            {
                await CreateVersionAsync(bringing, state, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                state = memory.Write(state with { CreatingAt = time.GetUtcNow() });
                await CreateAsync(bringing, state, cancellationToken).ConfigureAwait(false);
            }
        }

        memory.Write(new SourceState { Sha256 = content.Sha256, SentAt = time.GetUtcNow() });
    }

    private static async Task CreateAsync(Bringing bringing, SourceState state, CancellationToken cancellationToken)
    {
        var (client, content, _, _, _) = bringing;
        try
        {
            await client
                .Datasets.CreateAsync(
                    content.Dataset,
                    KernelNames.Titleize(content.Dataset.Slug),
                    state.Token!,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (KaggleException e) when (IsTaken(e))
        {
            // It was out of sight for a moment only.
            await CreateVersionAsync(bringing, state, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task CreateVersionAsync(Bringing bringing, SourceState state, CancellationToken cancellationToken) =>
        bringing.Client.Datasets.CreateVersionAsync(
            bringing.Content.Dataset,
            bringing.Content.Notes,
            state.Token!,
            cancellationToken
        );

    private static bool IsTaken(KaggleException e) =>
        e is KaggleConflictException
        || e is KaggleRefusedException { Facts.Answer: { } answer }
            && answer.Contains("already", StringComparison.OrdinalIgnoreCase);

    /// <summary>Waits until the dataset can be attached; false when there is none, or Kaggle failed at it.</summary>
    private async Task<bool> IsReadyAsync(Bringing bringing, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        var (client, content, _, interval, progress) = bringing;
        var since = time.GetTimestamp();
        var limit = options.Value.DatasetTimeout;
        while (time.GetElapsedTime(since) < limit)
        {
            progress?.Report(new SourceProgress(content.Bytes, content.Bytes));
            var age = time.GetUtcNow() - sentAt;
            // Right after a new version Kaggle may still tell of the one before: the first look comes a moment later.
            if (age >= interval)
            {
                var state = await client
                    .Datasets.FindStateAsync(content.Dataset, cancellationToken)
                    .ConfigureAwait(false);
                if (state == DatasetState.Ready)
                {
                    return true;
                }

                if (state is DatasetState.Failed or DatasetState.Deleted || (state is null && age > NewDatasetGrace))
                {
                    return false;
                }
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
        }

        throw new KaggleRefusedException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The private dataset {content.Dataset} with the source was not ready after {limit.TotalMinutes:0.#} minutes."
            ),
            "Run it again later: what was uploaded is kept.",
            new KaggleFacts("GetDatasetStatus")
        );
    }

    private static KaggleRefusedException NotTaken(Bringing bringing) =>
        new(
            $"Kaggle could not make the private dataset {bringing.Content.Dataset} of the source.",
            "Run it again; or push the repository to a remote that serves http(s), then the kernel fetches the commit from there.",
            new KaggleFacts("GetDatasetStatus")
        );

    private sealed record Bringing(
        KaggleClient Client,
        SourceContent Content,
        SourceMemory Memory,
        TimeSpan Interval,
        IProgress<SourceProgress>? Progress
    );

    private sealed class Relay(IProgress<SourceProgress> progress, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new SourceProgress(value, total));
    }
}
