using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Quota;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Limits;

/// <summary>
/// The sessions that wait or run, and those that ended a moment ago and are not yet in the quota's ledger: what limits are
/// counted by, however many versions there are.
/// </summary>
internal sealed class ActiveSessions(QuotaLedger ledger)
{
    private readonly ConcurrentDictionary<long, KernelVersion> _active = new();

    public IEnumerable<KernelVersion> All => _active.Values;

    public bool AnyUnfinished => All.Any(version => !version.Session.State.IsFinal());

    public IEnumerable<KernelVersion> Of(Account account, Accelerator accelerator) =>
        All.Where(version => version.Record.Accelerator == accelerator && version.Kernel.IsOwnedBy(account));

    public void Add(KernelVersion version)
    {
        if (version.Session.State.IsFinal())
        {
            ledger.Settle(version);
        }
        else
        {
            _active[version.Session.Id] = version;
        }
    }

    /// <summary>Moves an ended session over to the ledger.</summary>
    public void Settle(KernelVersion version)
    {
        ledger.Settle(version);
        _active.TryRemove(version.Session.Id, out _);
    }
}
