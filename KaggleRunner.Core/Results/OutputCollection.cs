using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Results;

/// <summary>
/// One collection under way. While the listing goes on, files are fetched into a folder of their own: their places are
/// known only when all names are.
/// </summary>
internal sealed class OutputCollection(
    IOutputSource source,
    string folder,
    OutputSettings settings,
    IProgress<CollectProgress>? progress
)
{
    private readonly Lock _gate = new();
    private readonly StagingFolder _staging = new(folder);
    private readonly ConcurrentDictionary<string, CollectedOutput> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _begun = new(StringComparer.Ordinal);
    private readonly List<string> _fetched = [];
    private Dictionary<string, PlacedOutput>? _places;
    private long _bytes;

    // The listing tells no sizes; the kernel's records do, of what its script collected.
    private readonly Dictionary<string, long> _sizes = RunRecords
        .Read<OutputRecord>(folder)
        .GroupBy(record => record.Path, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Bytes, StringComparer.Ordinal);

    /// <summary>True when something may have been collected before.</summary>
    public bool IsResumed { get; private set; } =
        Directory.Exists(Path.Combine(folder, OutputPlacement.Folder))
        || Directory.Exists(new StagingFolder(folder).Path);

    /// <summary>Grows with each file and each byte that comes.</summary>
    public long Standing => _done.Count + Interlocked.Read(ref _bytes);

    /// <summary>True when all that was listed is done with.</summary>
    public bool IsComplete => _places is { } places && places.Keys.All(_done.ContainsKey);

    /// <summary>What was left over is taken anew.</summary>
    public void BeginRound()
    {
        IsResumed |= _places is not null;
        _begun.Clear();
    }

    /// <summary>All names are known, and with them the places.</summary>
    public void Place(IReadOnlyList<OutputFile> listing)
    {
        var places = OutputPlacement.Place(listing).ToDictionary(p => p.File.Name, StringComparer.Ordinal);
        string[] fetched;
        lock (_gate)
        {
            _places = places;
            fetched = [.. _fetched];
            _fetched.Clear();
        }

        foreach (var name in fetched)
        {
            MoveToPlace(name);
        }
    }

    /// <summary>Fetches an output; one whose address has run out of time is left for the next round, unless this is the last.</summary>
    public async Task TakeAsync(OutputFile file, bool isLast, CancellationToken cancellationToken)
    {
        if (_done.ContainsKey(file.Name) || !_begun.TryAdd(file.Name, value: true))
        {
            return;
        }

        var places = Places();
        var place = places?[file.Name] ?? new PlacedOutput(file, null, OutputName.Refusal(file.Name));
        if (place.Refusal is not null)
        {
            Done(new CollectedOutput(file.Name, null, null, OutputFate.Refused, place.Refusal));
        }
        else if (place.Path is null)
        {
            await FetchAsync(file, destination: null, isLast, cancellationToken).ConfigureAwait(false);
        }
        else if (ContainedPath.TryResolve(folder, place.Path) is not { } destination)
        {
            Done(LinkInTheWay(file.Name));
        }
        else if (File.Exists(destination))
        {
            Done(Collected(file.Name, place.Path, destination));
        }
        else
        {
            await FetchAsync(file, destination, isLast, cancellationToken).ConfigureAwait(false);
        }
    }

    public CollectedOutputs Finish()
    {
        var outputs = new CollectedOutputs([.. _done.Values.OrderBy(file => file.Name, StringComparer.Ordinal)]);
        OutputsFile.Write(folder, outputs);
        _staging.Remove();
        return outputs;
    }

    private Dictionary<string, PlacedOutput>? Places()
    {
        lock (_gate)
        {
            return _places;
        }
    }

    private async Task FetchAsync(
        OutputFile file,
        string? destination,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var staged = _staging.PlaceOf(file.Name, settings.MaxDownloadSize, new Counter(this, file.Name));
        var end = await DownloadAsync(file, staged, destination, cancellationToken).ConfigureAwait(false);
        switch (end.Kind)
        {
            case DownloadEndKind.Complete when destination is null:
                Fetched(file.Name);
                break;
            case DownloadEndKind.Complete:
                Done(Collected(file.Name, Places()![file.Name].Path!, destination));
                break;
            case DownloadEndKind.TooLarge:
                Done(new CollectedOutput(file.Name, null, end.Bytes, OutputFate.TooLarge, TooLarge()));
                break;
            case DownloadEndKind.Expired when !isLast:
                break;
            default:
                var size = SizeOf(file.Name);
                Done(new CollectedOutput(file.Name, null, size, OutputFate.Failed, end.Reason));
                break;
        }
    }

    private async Task<DownloadEnd> DownloadAsync(
        OutputFile file,
        DownloadPlace staged,
        string? destination,
        CancellationToken cancellationToken
    )
    {
        if (SizeOf(file.Name) is { } size && size > settings.MaxDownloadSize)
        {
            return new DownloadEnd(DownloadEndKind.TooLarge, Bytes: size);
        }

        try
        {
            if (File.Exists(staged.Destination))
            {
                Move(staged.Destination, destination);
                return new DownloadEnd(DownloadEndKind.Complete);
            }

            var place = destination is null ? staged : staged with { Destination = destination };
            return await source.DownloadAsync(file, place, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(destination ?? staged.Destination, e);
        }
    }

    /// <summary>It stands whole in the staging folder, and moves on once its place is known.</summary>
    private void Fetched(string name)
    {
        lock (_gate)
        {
            if (_places is null)
            {
                _fetched.Add(name);
                return;
            }
        }

        MoveToPlace(name);
    }

    private void MoveToPlace(string name)
    {
        var place = _places![name];
        var staged = _staging.PlaceOf(name, settings.MaxDownloadSize, progress: null).Destination;
        if (place.Path is null)
        {
            Done(new CollectedOutput(name, null, null, OutputFate.Refused, place.Refusal));
        }
        else if (ContainedPath.TryResolve(folder, place.Path) is not { } destination)
        {
            Done(LinkInTheWay(name));
        }
        else
        {
            try
            {
                Move(staged, destination);
            }
            catch (Exception e) when (WriteFailure.Is(e))
            {
                throw WriteFailure.For(destination, e);
            }

            Done(Collected(name, place.Path, destination));
        }
    }

    private static void Move(string staged, string? destination)
    {
        if (destination is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Move(staged, destination, overwrite: true);
        }
    }

    private void Done(CollectedOutput output)
    {
        _done[output.Name] = output;
        Tell(output.Name);
    }

    private void Tell(string name) =>
        progress?.Report(new CollectProgress(_done.Count, Places()?.Count, Interlocked.Read(ref _bytes), name));

    private long? SizeOf(string name) =>
        OutputPlacement.CollectedName(name) is { } own && _sizes.TryGetValue(own, out var size) ? size : null;

    private static CollectedOutput Collected(string name, string path, string destination) =>
        new(name, path, new FileInfo(destination).Length, OutputFate.Collected);

    private static CollectedOutput LinkInTheWay(string name) =>
        new(name, null, null, OutputFate.Refused, "a link stands in its way");

    private string TooLarge() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"larger than the {settings.MaxDownloadSize} bytes that the settings let pass"
        );

    private sealed class Counter(OutputCollection collection, string name) : IProgress<int>
    {
        public void Report(int value)
        {
            Interlocked.Add(ref collection._bytes, value);
            collection.Tell(name);
        }
    }

    /// <summary>Where files are until they are whole; named so that a later collection goes on with them.</summary>
    private sealed class StagingFolder(string folder)
    {
        public string Path { get; } = System.IO.Path.Combine(folder, ".collecting");

        public DownloadPlace PlaceOf(string name, long largest, IProgress<int>? progress)
        {
            var unique = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(name)));
            var path = System.IO.Path.Combine(Path, unique);
            return new DownloadPlace(path, $"{path}.part") { Largest = largest, Progress = progress };
        }

        public void Remove()
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }
        }
    }
}
