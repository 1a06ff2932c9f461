using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>A dataset and its versions.</summary>
internal sealed class Dataset(DatasetRecord record, string folder)
{
    private readonly ConcurrentDictionary<int, DatasetVersion> _versions = new();

    public DatasetRecord Record { get; set; } = record;
    public string Folder { get; } = folder;
    public string Name => $"{Record.Owner}/{Record.Slug}";
    public IEnumerable<DatasetVersion> Versions => _versions.Values.OrderBy(version => version.Number);
    public DatasetVersion Newest => Versions.Last();
    public DatasetVersion? NewestReady => Versions.LastOrDefault(version => version.IsReady);

    public bool IsVisibleTo(string user) =>
        !Record.IsPrivate || string.Equals(Record.Owner, user, StringComparison.OrdinalIgnoreCase);

    public DatasetVersion? Find(int number) => _versions.GetValueOrDefault(number);

    /// <summary>The version of that number, the newest that is ready without one.</summary>
    public DatasetVersion? Choose(int? number) =>
        number is > 0 and { } named
            ? Find(named) ?? throw new KaggleFault(404, $"{Name} has no version {named}.")
            : NewestReady;

    public void Add(DatasetVersion version) => _versions[version.Number] = version;

    public void Forget(int number) => _versions.TryRemove(number, out _);
}
