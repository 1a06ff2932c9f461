using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>All datasets, in memory as on disk. Names from outside are only ever looked up here, never made into paths.</summary>
internal sealed class DatasetCatalog(DatasetFiles files)
{
    private readonly ConcurrentDictionary<string, Dataset> _datasets = new(StringComparer.OrdinalIgnoreCase);
    private long _lastId = 5000;

    public IEnumerable<Dataset> Datasets => _datasets.Values;

    public void Load()
    {
        foreach (var dataset in files.LoadAll())
        {
            _datasets[dataset.Name] = dataset;
            _lastId = Math.Max(_lastId, dataset.Record.Id);
        }
    }

    public Dataset? Find(string owner, string slug) => _datasets.GetValueOrDefault($"{owner}/{slug}");

    /// <summary>A dataset that the user may see; a missing one is forbidden, as on Kaggle.</summary>
    public Dataset Require(string user, string? owner, string? slug) =>
        Find(owner ?? "", slug ?? "") is { } dataset && dataset.IsVisibleTo(user)
            ? dataset
            : throw new KaggleFault(403, $"Permission 'datasets.get' was denied on {owner}/{slug}");

    public Dataset Create(DatasetRecord record, DatasetVersionRecord first, IReadOnlyList<Blob> blobs)
    {
        var dataset = files.Create(record with { Id = Interlocked.Increment(ref _lastId) }, first, blobs);
        _datasets[dataset.Name] = dataset;
        return dataset;
    }
}
