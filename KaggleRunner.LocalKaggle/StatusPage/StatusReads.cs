using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Outputs;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Quota;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>Gathers what the pages show; long lists are cut and say so.</summary>
internal sealed class StatusReads(
    KernelCatalog catalog,
    Accounts accounts,
    QuotaUsage quota,
    OutputReads outputs,
    SignedUrls urls,
    FaultSwitch faults,
    ServerAddress address,
    TimeProvider time
)
{
    private const int MostKernels = 200;
    private const int MostVersions = 50;
    private const int MostOutputs = 500;

    public OverviewView Overview()
    {
        var kernels = catalog
            .Kernels.Select(kernel => (Kernel: kernel, Version: kernel.Find(kernel.CurrentVersion)!))
            .OrderByDescending(found => found.Version.Session.Record.QueuedAt)
            .Select(found => Describe(found.Kernel, found.Version))
            .ToList();
        return new(
            Server(),
            [.. kernels.Take(MostKernels)],
            Math.Max(kernels.Count - MostKernels, 0),
            [.. accounts.All.OrderBy(account => account.Id).SelectMany(Quotas)]
        );
    }

    /// <summary>Null when there is no such kernel or version.</summary>
    public KernelView? Kernel(string name, int? version, int? before)
    {
        if (catalog.Find(name) is not { } kernel || kernel.Find(version ?? kernel.CurrentVersion) is not { } shown)
        {
            return null;
        }

        var versions = kernel
            .Versions.Where(one => one.Number < (before ?? int.MaxValue))
            .OrderByDescending(one => one.Number)
            .Take(MostVersions + 1)
            .ToList();
        return new(
            Server(),
            kernel.Record.Title,
            Describe(kernel, shown),
            [.. versions.Take(MostVersions).Select(one => Describe(kernel, one))],
            versions.Count > MostVersions ? versions[MostVersions - 1].Number : null,
            Outputs(shown)
        );
    }

    private ServerView Server() =>
        new(
            time.GetUtcNow(),
            address.Url.GetLeftPart(UriPartial.Authority),
            [.. faults.Rules.Select(rule => rule.ToString())],
            faults.Rules.Count > 0 ? faults.Seed : null
        );

    private OutputsView Outputs(KernelVersion version)
    {
        if (!version.Session.State.IsFinal())
        {
            return new([], 0);
        }

        var files = outputs.ListingOf(version).Entries;
        return new(
            [.. files.Take(MostOutputs).Select(file => new OutputView(file.Name, file.Size, PathOf(version, file)))],
            Math.Max(files.Count - MostOutputs, 0)
        );
    }

    private IEnumerable<QuotaView> Quotas(Account account)
    {
        var answer = quota.Answer(account);
        yield return new($"{account.Name} · GPU", answer.GpuQuota.TimeUsed, answer.GpuQuota.TotalTimeAllowed);
        yield return new($"{account.Name} · TPU", answer.TpuQuota.TimeUsed, answer.TpuQuota.TotalTimeAllowed);
    }

    // The path alone: the page may have been opened under another name of this machine.
    private string PathOf(KernelVersion version, OutputEntry file) =>
        new Uri(urls.Sign(version.Session.Id, file.Name)).PathAndQuery;

    private static VersionView Describe(Kernel kernel, KernelVersion version)
    {
        var session = version.Session.Record;
        return new()
        {
            Kernel = kernel.Name,
            Number = version.Number,
            Session = session.Id,
            State = StatusWords.Of(session.State),
            IsOver = session.State.IsFinal(),
            Accelerator = version.Record.MachineShape ?? version.Record.Accelerator.ToString().ToUpperInvariant(),
            QueuedAt = session.QueuedAt,
            StartedAt = session.StartedAt,
            EndedAt = session.EndedAt,
            Message = session.FailureMessage,
            Isolation = session.Isolation,
            IsPrivate = kernel.Record.IsPrivate,
        };
    }
}
