using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Quota;

/// <summary>GetAcceleratorQuotaStatistics, and what is left for a push.</summary>
internal sealed class QuotaUsage(
    LocalKaggleOptions options,
    ActiveSessions active,
    QuotaLedger ledger,
    TimeProvider time
)
{
    public QuotaResponse Answer(Account account)
    {
        var week = QuotaWeek.BeginOf(time.GetUtcNow());
        return new(
            Timestamps.Format(week.AddDays(7)),
            Statistics(account, Accelerator.Gpu, week),
            Statistics(account, Accelerator.Tpu, week)
        );
    }

    public TimeSpan Allowed(Accelerator accelerator) =>
        accelerator == Accelerator.Tpu ? options.WeeklyTpu : options.WeeklyGpu;

    /// <summary>What of this week is not used; sessions under way count with what they used so far.</summary>
    public TimeSpan Left(Account account, Accelerator accelerator)
    {
        var (used, _, _) = Count(account, accelerator, QuotaWeek.BeginOf(time.GetUtcNow()));
        return Allowed(accelerator) > used ? Allowed(accelerator) - used : TimeSpan.Zero;
    }

    private QuotaAnswer Statistics(Account account, Accelerator accelerator, DateTimeOffset week)
    {
        var (used, reserved, any) = Count(account, accelerator, week);
        var allowed = Timestamps.Format(Allowed(accelerator));
        return new(any, allowed, Timestamps.Format(reserved), Timestamps.Format(used), allowed);
    }

    // Reserved is what sessions under way may still take before their time limits.
    private (TimeSpan Used, TimeSpan Reserved, bool Any) Count(
        Account account,
        Accelerator accelerator,
        DateTimeOffset week
    )
    {
        var sessions = active.Of(account, accelerator).ToList();
        var uses = sessions.Select(ledger.UseOf).OfType<QuotaUse>().ToList();
        var (used, any) = ledger.UsedSince(week, account, accelerator, uses.Select(use => use.Session).ToHashSet());
        used += TimeSpan.FromTicks(uses.Sum(use => use.Since(week).Ticks));
        var reserved = sessions
            .Where(version => version.Session.State is SessionState.Running or SessionState.CancelRequested)
            .Sum(version => ReservedBy(version).Ticks);
        return (used, TimeSpan.FromTicks(reserved), any || uses.Count > 0);
    }

    private TimeSpan ReservedBy(KernelVersion version)
    {
        var left = version.Session.Record.StartedAt is { } started
            ? started + SessionLimits.TimeLimit(version.Record) - time.GetUtcNow()
            : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
