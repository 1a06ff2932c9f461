using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Results;

/// <summary>Brings the outputs of a version into the run's folder, and writes <c>outputs.json</c> at the end.</summary>
public sealed class OutputCollector(TimeProvider time)
{
    private const int AtOnce = 4;
    private const int Listings = 3;
    private const string Staging = ".collecting";

    /// <summary>
    /// Downloads every output whose name is safe and whose size the settings let pass; see <see cref="OutputPlacement"/>
    /// for the places. Names and files that cannot be taken are reported, never fatal. Can be repeated after any
    /// interruption: what is complete is kept.
    /// </summary>
    /// <exception cref="RunnerException">Kaggle cannot be reached or the disk is full: try again later.</exception>
    public async Task<CollectedOutputs> CollectAsync(
        IOutputSource source,
        string folder,
        OutputSettings settings,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var collection = new Collection(source, folder, settings, time);
        for (var listing = 1; ; listing++)
        {
            var placed = OutputPlacement.Place(await ListAsync(source, cancellationToken).ConfigureAwait(false));
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            };
            await Parallel
                .ForEachAsync(
                    placed.Where(output => !collection.Files.ContainsKey(output.File.Name)),
                    options,
                    async (output, token) =>
                    {
                        if (await collection.TryTakeAsync(output, listing == Listings, token).ConfigureAwait(false))
                        {
                            progress?.Report(
                                new CollectProgress(collection.Files.Count, placed.Count, output.File.Name)
                            );
                        }
                    }
                )
                .ConfigureAwait(false);
            if (placed.All(output => collection.Files.ContainsKey(output.File.Name)))
            {
                return Finish(folder, collection);
            }
        }
    }

    private static CollectedOutputs Finish(string folder, Collection collection)
    {
        var outputs = new CollectedOutputs([
            .. collection.Files.Values.OrderBy(file => file.Name, StringComparer.Ordinal),
        ]);
        OutputsFile.Write(folder, outputs);
        var staging = Path.Combine(folder, Staging);
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        return outputs;
    }

    private static async Task<List<OutputFile>> ListAsync(IOutputSource source, CancellationToken cancellationToken)
    {
        var files = new List<OutputFile>();
        await foreach (var file in source.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            files.Add(file);
        }

        return files;
    }

    private sealed class Collection(IOutputSource source, string folder, OutputSettings settings, TimeProvider time)
    {
        // The listing tells no sizes; the kernel's records do, of what its script collected.
        private readonly Dictionary<string, long> _sizes = RunRecords
            .Read<OutputRecord>(folder)
            .GroupBy(record => record.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Bytes, StringComparer.Ordinal);

        /// <summary>What is done with, by name.</summary>
        public ConcurrentDictionary<string, CollectedOutput> Files { get; } = new(StringComparer.Ordinal);

        /// <returns>False when the output must be listed again.</returns>
        public async Task<bool> TryTakeAsync(PlacedOutput output, bool isLast, CancellationToken cancellationToken)
        {
            var taken = await TakeAsync(output, isLast, cancellationToken).ConfigureAwait(false);
            return taken is not null && Files.TryAdd(taken.Name, taken);
        }

        private async Task<CollectedOutput?> TakeAsync(
            PlacedOutput output,
            bool isLast,
            CancellationToken cancellationToken
        )
        {
            var name = output.File.Name;
            if (output.Path is not { } path)
            {
                return new CollectedOutput(name, null, null, OutputFate.Refused, output.Refusal);
            }

            if (ContainedPath.TryResolve(folder, path) is not { } destination)
            {
                return new CollectedOutput(name, null, null, OutputFate.Refused, "a link stands in its way");
            }

            long? size =
                OutputPlacement.CollectedName(name) is { } own && _sizes.TryGetValue(own, out var s) ? s : null;
            if (File.Exists(destination))
            {
                return new CollectedOutput(name, path, new FileInfo(destination).Length, OutputFate.Collected);
            }

            var end =
                size > settings.MaxDownloadSize
                    ? BoundedDownload.TooLarge(settings.MaxDownloadSize)
                    : await Download(name).RunAsync(output.File, destination, cancellationToken).ConfigureAwait(false);
            return end.Kind switch
            {
                DownloadEndKind.Complete => new CollectedOutput(
                    name,
                    path,
                    new FileInfo(destination).Length,
                    OutputFate.Collected
                ),
                DownloadEndKind.TooLarge => new CollectedOutput(name, null, size, OutputFate.TooLarge, end.Reason),
                DownloadEndKind.Expired when !isLast => null,
                _ => new CollectedOutput(name, null, size, OutputFate.Failed, end.Reason),
            };
        }

        // The folder's name is the same each time, so that a download that was cut off can go on where it stopped.
        private BoundedDownload Download(string name)
        {
            var unique = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(name)));
            return new BoundedDownload(source, Path.Combine(folder, Staging, unique), settings.MaxDownloadSize, time);
        }
    }
}
