using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>
/// One collection under way. While the listing goes on, files are fetched into a folder of their own: their places are
/// known only when all names are.
/// </summary>
internal sealed class OutputCollection
{
    /// <summary>Enough for <c>outputs.json</c> and <c>run.json</c>.</summary>
    private const long RoomForWords = 4_000_000;

    private readonly IOutputSource _source;
    private readonly string _folder;
    private readonly OutputChoice _choice;
    private readonly IProgress<CollectProgress>? _progress;
    private readonly Lock _gate = new();
    private readonly StagingFolder _staging;
    private readonly ConcurrentDictionary<string, CollectedOutput> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _listed = new(StringComparer.Ordinal);
    private readonly List<string> _fetched = [];
    private readonly OutputSizes _sizes;
    private readonly Dictionary<string, CollectedOutput> _before;
    private Dictionary<string, PlacedOutput>? _places;
    private int? _total;
    private long? _expected;
    private int _doneOfAsked;
    private long _bytes;

    public OutputCollection(
        IOutputSource source,
        string folder,
        OutputChoice choice,
        IProgress<CollectProgress>? progress
    )
    {
        (_source, _folder, _choice, _progress) = (source, folder, choice, progress);
        _staging = new StagingFolder(folder);
        var before = OutputsFile.Read(folder)?.Files ?? [];
        _before = before
            .GroupBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        _sizes = new OutputSizes(folder, before);
        IsResumed =
            _before.Count > 0
            || Directory.Exists(Path.Combine(folder, OutputPlacement.Folder))
            || Directory.Exists(_staging.Path);
    }

    /// <summary>True when something may have been collected before.</summary>
    public bool IsResumed { get; private set; }

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

    /// <summary>Kaggle has it.</summary>
    public void Listed(OutputFile file) => _listed[file.Name] = true;

    /// <summary>All names are known, and with them the places.</summary>
    public void Place(IReadOnlyList<OutputFile> listing)
    {
        var places = OutputPlacement.Place(listing).ToDictionary(p => p.File.Name, StringComparer.Ordinal);
        CountWhatIsHome(places.Values);
        var asked = places.Values.Where(place => _choice.IsAsked(place.File.Name)).ToList();
        string[] fetched;
        lock (_gate)
        {
            _places = places;
            _total = asked.Count;
            _expected = _sizes.Expected(asked.Where(IsToCome).Select(place => place.File.Name), _choice.Largest(0));
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
        else if (ContainedPath.TryResolve(_folder, place.Path) is not { } destination)
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

    /// <summary>All is done with: says so in <c>outputs.json</c>.</summary>
    /// <param name="isWhole">False when others may still be fetched: what came of them stays.</param>
    public CollectedOutputs Finish(bool isWhole)
    {
        var gone = _before
            .Values.Where(file => !_done.ContainsKey(file.Name))
            .Select(file => file.IsFetchable ? file with { Reason = "Kaggle no longer lists it" } : file);
        var outputs = Ordered(_done.Values.Concat(gone));
        OutputsFile.Write(_folder, outputs);
        if (isWhole || !outputs.Fetchable.Any())
        {
            _staging.Remove();
        }

        return outputs;
    }

    /// <summary>Says in <c>outputs.json</c> what came before the interruption, and what was still to come.</summary>
    /// <exception cref="RunnerException">It cannot be written: the disk may be full.</exception>
    public void Abandon(Exception cause)
    {
        if (WriteFailure.IsFullDisk(cause))
        {
            _staging.MakeRoom(RoomForWords);
        }

        var known = _before.Keys.Concat(_listed.Keys).Distinct(StringComparer.Ordinal).ToList();
        if (known.Count > 0)
        {
            OutputsFile.Write(_folder, Ordered(known.Select(StateOf)));
        }
    }

    /// <summary>What came before counts before anything else may come.</summary>
    private void CountWhatIsHome(IEnumerable<PlacedOutput> places)
    {
        foreach (var place in IsResumed ? places.Where(place => place.Path is not null) : [])
        {
            if (new FileInfo(Path.Combine(_folder, place.Path!)) is { Exists: true } file)
            {
                _choice.Came(place.File.Name, file.Length);
            }
        }
    }

    private CollectedOutput StateOf(string name) =>
        _done.GetValueOrDefault(name)
        ?? AtHome(name)
        ?? _before.GetValueOrDefault(name)
        ?? new CollectedOutput(name, null, _sizes.Of(name), OutputFate.Pending);

    /// <summary>An interruption may come between a file's arrival and the note of it; null when it is not in its place.</summary>
    private CollectedOutput? AtHome(string name) =>
        Places() is { } places
        && places.TryGetValue(name, out var place)
        && place.Path is { } path
        && ContainedPath.TryResolve(_folder, path) is { } destination
        && File.Exists(destination)
            ? Collected(name, path, destination)
            : null;

    private static CollectedOutputs Ordered(IEnumerable<CollectedOutput> files) =>
        new([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)]);

    private bool IsToCome(PlacedOutput place) =>
        place.Path is { } path && !File.Exists(Path.Combine(_folder, path)) && !_done.ContainsKey(place.File.Name);

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
        var size = _sizes.Of(file.Name);
        if (_choice.Leave(file.Name, size) is { } left)
        {
            Done(left);
            return;
        }

        var staged = _staging.PlaceOf(file.Name, _choice.Largest(size), new Counter(this, file.Name));
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
                Done(_choice.TooLarge(file.Name, end.Bytes));
                break;
            case DownloadEndKind.Expired when !isLast:
                break;
            default:
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
        try
        {
            if (File.Exists(staged.Destination))
            {
                Move(staged.Destination, destination);
                return new DownloadEnd(DownloadEndKind.Complete);
            }

            var place = destination is null ? staged : staged with { Destination = destination };
            return await _source.DownloadAsync(file, place, cancellationToken).ConfigureAwait(false);
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
        var staged = _staging.PlaceOf(name, long.MaxValue, progress: null).Destination;
        if (place.Path is null)
        {
            Done(new CollectedOutput(name, null, null, OutputFate.Refused, place.Refusal));
        }
        else if (ContainedPath.TryResolve(_folder, place.Path) is not { } destination)
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
        if (_done.TryAdd(output.Name, output) && _choice.IsAsked(output.Name))
        {
            Interlocked.Increment(ref _doneOfAsked);
        }

        Tell(output.Name);
    }

    private void Tell(string name)
    {
        if (_progress is null)
        {
            return;
        }

        // Told in the order of the counts, so that what is told last is how it stands.
        lock (_gate)
        {
            _progress.Report(
                new CollectProgress(Volatile.Read(ref _doneOfAsked), _total, Interlocked.Read(ref _bytes), name)
                {
                    Expected = _expected,
                }
            );
        }
    }

    private CollectedOutput Collected(string name, string path, string destination)
    {
        var bytes = new FileInfo(destination).Length;
        _choice.Came(name, bytes);
        return new(name, path, bytes, OutputFate.Collected);
    }

    private static CollectedOutput LinkInTheWay(string name) =>
        new(name, null, null, OutputFate.Refused, "a link stands in its way");

    private sealed class Counter(OutputCollection collection, string name) : IProgress<int>
    {
        public void Report(int value)
        {
            Interlocked.Add(ref collection._bytes, value);
            collection.Tell(name);
        }
    }
}
