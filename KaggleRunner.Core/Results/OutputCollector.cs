using System.Threading.Channels;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>Brings the outputs of a version into the run's folder, and writes <c>outputs.json</c> at the end.</summary>
public sealed class OutputCollector
{
    /// <summary>How far the listing runs ahead of the downloads: the addresses of a page are valid for a while only.</summary>
    private const int ListedAhead = 1000;
    private const int IdleRounds = 3;
    private const int MostRounds = 100;

    /// <summary>How many downloads go on at once; chosen with <c>bench/downloads.sh</c>.</summary>
    internal int AtOnce { get; init; } = 8;

    /// <summary>
    /// Downloads every output whose name is safe and whose size the settings let pass, while the listing still goes on; see
    /// <see cref="OutputPlacement"/> for the places. Names and files that cannot be taken are reported, never fatal. Can be
    /// repeated after any interruption: what is complete is kept, what is in part is gone on with.
    /// </summary>
    /// <exception cref="RunnerException">Kaggle cannot be reached or the disk is full: try again later.</exception>
    public async Task<CollectedOutputs> CollectAsync(
        IOutputSource source,
        string folder,
        OutputSettings settings,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        await CollectAsync(source, folder, new SettingsChoice(settings), progress, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Downloads what the user asked for, of any size, and keeps what there is; otherwise as the collection of a run.</summary>
    /// <exception cref="RunnerException">Kaggle cannot be reached or the disk is full: try again later.</exception>
    public async Task<CollectedOutputs> FetchAsync(
        IOutputSource source,
        string folder,
        OutputWish wish,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        await CollectAsync(source, folder, new AskedChoice(wish, OutputsFile.Read(folder)), progress, cancellationToken)
            .ConfigureAwait(false);

    private async Task<CollectedOutputs> CollectAsync(
        IOutputSource source,
        string folder,
        OutputChoice choice,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var collection = new OutputCollection(source, folder, choice, progress);
        try
        {
            await TakeAllAsync(source, collection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            TryAbandon(collection, e);
            throw;
        }

        return collection.Finish(isWhole: choice is SettingsChoice);
    }

    /// <summary>A full disk may not even take the list: then the next collection begins without it.</summary>
    private static void TryAbandon(OutputCollection collection, Exception cause)
    {
        try
        {
            collection.Abandon(cause);
        }
        catch (Exception e) when (e is RunnerException || WriteFailure.Is(e))
        {
            // What interrupted the collection says more.
        }
    }

    private async Task TakeAllAsync(
        IOutputSource source,
        OutputCollection collection,
        CancellationToken cancellationToken
    )
    {
        var idle = 0;
        for (var round = 1; ; round++)
        {
            var before = collection.Standing;
            var isLast = idle == IdleRounds - 1 || round == MostRounds;
            await TakeRoundAsync(source, collection, isLast, cancellationToken).ConfigureAwait(false);
            if (collection.IsComplete)
            {
                return;
            }

            // Addresses ran out of time; with new ones the rest goes on, as long as something still comes.
            idle = collection.Standing > before ? 0 : idle + 1;
        }
    }

    private async Task TakeRoundAsync(
        IOutputSource source,
        OutputCollection collection,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        collection.BeginRound();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listed = Channel.CreateBounded<OutputFile>(ListedAhead);
        var listing = ListAsync(source, collection, listed.Writer, stop.Token);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel
                .ForEachAsync(
                    listed.Reader.ReadAllAsync(cancellationToken),
                    options,
                    async (file, token) => await collection.TakeAsync(file, isLast, token).ConfigureAwait(false)
                )
                .ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await listing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ListAsync(
        IOutputSource source,
        OutputCollection collection,
        ChannelWriter<OutputFile> listed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // What an earlier collection brought stands in its place: that must be known before anything is fetched.
            var ahead = !collection.IsResumed;
            var files = new List<OutputFile>();
            await foreach (var file in source.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                files.Add(file);
                collection.Listed(file);
                if (ahead)
                {
                    await listed.WriteAsync(file, cancellationToken).ConfigureAwait(false);
                }
            }

            collection.Place(files);
            foreach (var file in ahead ? [] : files)
            {
                await listed.WriteAsync(file, cancellationToken).ConfigureAwait(false);
            }

            listed.Complete();
        }
        catch (Exception e)
        {
            listed.Complete(e);
            throw;
        }
    }
}
