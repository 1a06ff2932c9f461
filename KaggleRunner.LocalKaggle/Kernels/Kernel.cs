using System.Collections.Concurrent;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>A kernel and its versions, newest last.</summary>
internal sealed class Kernel(KernelRecord record, string folder)
{
    private readonly ConcurrentDictionary<int, KernelVersion> _versions = new();

    public KernelRecord Record { get; set; } = record;
    public string Folder { get; } = folder;
    public string Name => $"{Record.Owner}/{Record.Slug}";
    public int CurrentVersion { get; private set; }

    public IEnumerable<KernelVersion> Versions => _versions.Values;

    public KernelVersion? Find(int version) => _versions.GetValueOrDefault(version);

    public void Add(KernelVersion version)
    {
        _versions[version.Number] = version;
        CurrentVersion = Math.Max(CurrentVersion, version.Number);
    }
}
