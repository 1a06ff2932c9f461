using System.Collections.Concurrent;
using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>All kernels, in memory as on disk. Names from outside are only ever looked up here, never made into paths.</summary>
internal sealed class KernelCatalog(KernelFiles files) : IDisposable
{
    private readonly ConcurrentDictionary<string, Kernel> _kernels = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<long, KernelVersion> _sessions = new();
    private long _lastKernelId = 1000;
    private long _lastSessionId = 100_000_000;

    /// <summary>Held while a push is judged and saved.</summary>
    public Lock Gate { get; } = new();
    public IEnumerable<Kernel> Kernels => _kernels.Values;
    public IEnumerable<KernelVersion> Versions => _sessions.Values;
    public bool HasUnfinishedSession => _sessions.Values.Any(version => !version.Session.State.IsFinal());

    public void Load()
    {
        foreach (var kernel in files.LoadAll())
        {
            _kernels[kernel.Name] = kernel;
            _lastKernelId = Math.Max(_lastKernelId, kernel.Record.Id);
            foreach (var version in kernel.Versions)
            {
                _sessions[version.Session.Id] = version;
                _lastSessionId = Math.Max(_lastSessionId, version.Session.Id);
            }
        }
    }

    public Kernel? Find(string name) => _kernels.GetValueOrDefault(name);

    public KernelVersion? FindSession(long id) => _sessions.GetValueOrDefault(id);

    /// <summary>The kernel of that name; a missing one is forbidden, as on Kaggle.</summary>
    public Kernel Require(string? owner, string? slug, RpcTrace trace)
    {
        trace.Kernel = $"{owner}/{slug}";
        return Find(trace.Kernel)
            ?? throw new KaggleFault(403, $"Permission 'kernels.get' was denied on {trace.Kernel}");
    }

    /// <summary>The version that <c>v3</c> names, the newest without a label.</summary>
    public (Kernel Kernel, KernelVersion Version) Require(SessionRequest request, RpcTrace trace)
    {
        var kernel = Require(request.UserName, request.KernelSlug, trace);
        var number = string.IsNullOrEmpty(request.VersionLabel) ? kernel.CurrentVersion : Number(request.VersionLabel);
        trace.Version = number;
        return kernel.Find(number) is { } version
            ? (kernel, version)
            : throw new KaggleFault(404, $"{kernel.Name} has no version '{request.VersionLabel}'");
    }

    public Kernel Create(string owner, string slug, string title, bool isPrivate)
    {
        var record = new KernelRecord(Interlocked.Increment(ref _lastKernelId), owner, slug, title, isPrivate);
        return new Kernel(record, files.FolderOf(owner, slug));
    }

    public KernelVersion AddVersion(Kernel kernel, VersionRecord record, string source, DateTimeOffset now)
    {
        KernelWriter.Save(kernel);
        var session = new SessionRecord { Id = Interlocked.Increment(ref _lastSessionId), QueuedAt = now };
        var version = KernelWriter.Create(kernel, record, source, session);
        kernel.Add(version);
        _kernels[kernel.Name] = kernel;
        _sessions[version.Session.Id] = version;
        return version;
    }

    public void Dispose()
    {
        foreach (var version in Versions)
        {
            version.Session.Dispose();
        }
    }

    private static int Number(string label) =>
        label.StartsWith('v')
        && int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
