using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>All kernels, in memory as on disk. Names from outside are only ever looked up here, never made into paths.</summary>
internal sealed class KernelCatalog(KernelFiles files, IdCounters ids, ActiveSessions active) : IDisposable
{
    private readonly ConcurrentDictionary<string, Kernel> _kernels = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<long, Kernel> _byId = new();
    private readonly ConcurrentDictionary<long, KernelVersion> _sessions = new();

    /// <summary>Held while a push is judged and saved, and while a kernel is deleted.</summary>
    public Lock Gate { get; } = new();
    public IEnumerable<Kernel> Kernels => _kernels.Values;
    public IEnumerable<KernelVersion> Versions => _sessions.Values;

    public void Load()
    {
        ids.Load();
        foreach (var kernel in files.LoadAll())
        {
            Add(kernel);
            ids.Seen(kernel.Record.Id, 0);
            foreach (var version in kernel.Versions)
            {
                Add(version);
                ids.Seen(0, version.Session.Id);
            }
        }
    }

    public Kernel? Find(string name) => _kernels.GetValueOrDefault(name);

    public Kernel? Find(long id) => _byId.GetValueOrDefault(id);

    public KernelVersion? FindSession(long id) => _sessions.GetValueOrDefault(id);

    /// <summary>The version of a session that the caller may see.</summary>
    public KernelVersion RequireSession(long id, RpcTrace trace)
    {
        if (FindSession(id) is not { } version || !version.Kernel.IsVisibleTo(trace.Caller))
        {
            throw new KaggleFault(403, "Permission 'kernelSessions.get' was denied");
        }

        trace.Kernel = version.Kernel.Name;
        trace.Version = version.Number;
        return version;
    }

    /// <summary>The kernel of that name; a missing one is forbidden, as on Kaggle, and so is another's private one.</summary>
    public Kernel Require(string? owner, string? slug, RpcTrace trace)
    {
        trace.Kernel = $"{owner}/{slug}";
        return Find(trace.Kernel) is { } kernel && kernel.IsVisibleTo(trace.Caller)
            ? kernel
            : throw new KaggleFault(403, $"Permission 'kernels.get' was denied on {trace.Kernel}");
    }

    /// <summary>The version that <c>v3</c> names; without a label the newest that was run, or else the newest.</summary>
    public (Kernel Kernel, KernelVersion Version) Require(SessionRequest request, RpcTrace trace) =>
        Require(request, trace, kernel => kernel.NewestRun > 0 ? kernel.NewestRun : kernel.CurrentVersion);

    /// <summary>The version that <c>v3</c> names, the newest without a label, whether it was run or not.</summary>
    public (Kernel Kernel, KernelVersion Version) RequireSource(SessionRequest request, RpcTrace trace) =>
        Require(request, trace, kernel => kernel.CurrentVersion);

    public Kernel Create(KernelRecord record) =>
        new(record with { Id = ids.NextKernel() }, files.NewFolder(record.Owner, record.Slug));

    /// <summary>Saves a version and, with it, what the push changed of its kernel.</summary>
    public KernelVersion AddVersion(
        Kernel kernel,
        KernelRecord record,
        VersionRecord request,
        string source,
        SessionRecord session
    )
    {
        var version = KernelWriter.Create(kernel, request, source, session with { Id = ids.NextSession() });
        KernelWriter.Save(kernel, record with { Id = kernel.Record.Id });
        kernel.Add(version);
        Add(kernel);
        Add(version);
        return version;
    }

    /// <summary>Forgets a kernel; its name is free from now on, its ids are never given again.</summary>
    public void Remove(Kernel kernel)
    {
        ids.Save();
        KernelWriter.Save(kernel, kernel.Record with { Deleted = true });
        _kernels.TryRemove(kernel.Name, out _);
        _byId.TryRemove(kernel.Record.Id, out _);
        foreach (var version in kernel.Versions)
        {
            _sessions.TryRemove(version.Session.Id, out _);
        }
    }

    public void Dispose()
    {
        foreach (var version in Versions)
        {
            version.Session.Dispose();
        }
    }

    private static (Kernel Kernel, KernelVersion Version) Find(Kernel kernel, int number, string label) =>
        kernel.Find(number) is { } version
            ? (kernel, version)
            : throw new KaggleFault(404, $"{kernel.Name} has no version '{label}'");

    private (Kernel Kernel, KernelVersion Version) Require(
        SessionRequest request,
        RpcTrace trace,
        Func<Kernel, int> newest
    )
    {
        var (slug, pinned) = VersionName.FromSlug(request.KernelSlug);
        var kernel = Require(request.UserName, slug, trace);
        var number = request.VersionLabel is { Length: > 0 } label
            ? VersionName.FromLabel(label)
            : pinned ?? newest(kernel);
        trace.Version = number;
        return Find(kernel, number, request.VersionLabel ?? request.KernelSlug ?? "");
    }

    private void Add(Kernel kernel)
    {
        _kernels[kernel.Name] = kernel;
        _byId[kernel.Record.Id] = kernel;
    }

    private void Add(KernelVersion version)
    {
        _sessions[version.Session.Id] = version;
        active.Add(version);
    }
}
