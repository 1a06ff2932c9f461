using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Quota;

/// <summary>
/// The accelerator time of ended sessions, in <c>quota.jsonl</c>: it outlives restarts and the deletion of kernels. A
/// session that ended as the server died is entered at the next start, from its own record.
/// </summary>
internal sealed class QuotaLedger(HomeLayout home, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, QuotaUse> _uses = [];

    /// <summary>Reads the ledger and writes it anew, without what is past and without a torn last line.</summary>
    public void Load()
    {
        if (!File.Exists(home.Quota))
        {
            return;
        }

        var week = QuotaWeek.BeginOf(time.GetUtcNow());
        var read = File.ReadLines(home.Quota).Select(Parse).OfType<QuotaUse>().ToList();
        // The newest of each is kept for ever: it tells that there was one.
        var newest = read.GroupBy(use => (use.User, use.Accelerator)).Select(uses => uses.MaxBy(use => use.EndedAt)!);
        foreach (var use in read.Where(use => use.EndedAt > week).Concat(newest))
        {
            _uses[use.Session] = use;
        }

        AtomicFile.Write(home.Quota, [.. _uses.Values.SelectMany(Line)]);
    }

    /// <summary>Enters an ended session; once, however often it is called.</summary>
    public void Settle(KernelVersion version)
    {
        if (UseOf(version) is not { } use)
        {
            return;
        }

        lock (_gate)
        {
            if (_uses.TryAdd(use.Session, use))
            {
                using var file = new FileStream(home.Quota, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
                file.Write(Line(use));
            }
        }
    }

    /// <summary>What a user's ended sessions used since a moment, those named left aside, and whether there ever were any.</summary>
    public (TimeSpan Used, bool Any) UsedSince(
        DateTimeOffset moment,
        Account account,
        Accelerator accelerator,
        IReadOnlySet<long> except
    )
    {
        lock (_gate)
        {
            var mine = _uses.Values.Where(use => use.Accelerator == accelerator && account.Is(use.User)).ToList();
            var ticks = mine.Where(use => !except.Contains(use.Session)).Sum(use => use.Since(moment).Ticks);
            return (TimeSpan.FromTicks(ticks), mine.Count > 0);
        }
    }

    /// <summary>What a session has used, up to now when it still runs; null for one without accelerator or not begun.</summary>
    public QuotaUse? UseOf(KernelVersion version)
    {
        var session = version.Session.Record;
        if (version.Record.Accelerator == Accelerator.Cpu || session.StartedAt is not { } started)
        {
            return null;
        }

        // A server that died may find out about it days later.
        var latest = started + SessionLimits.TimeLimit(version.Record);
        var ended = session.EndedAt ?? time.GetUtcNow();
        return new(
            session.Id,
            version.Kernel.Record.Owner,
            version.Record.Accelerator,
            started,
            ended < latest ? ended : latest
        );
    }

    private static byte[] Line(QuotaUse use) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(use, StateJson.Default.QuotaUse), (byte)'\n'];

    private static QuotaUse? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StateJson.Default.QuotaUse);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
