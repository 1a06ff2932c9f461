using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Kaggle's limits: sessions at once, hours of accelerator a week, hours a session.</summary>
internal sealed class SessionLimits(LocalKaggleOptions options, KernelCatalog catalog, TimeProvider time)
{
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestTpuSession = TimeSpan.FromHours(9);

    /// <summary>Kaggle's own words for a push that must wait, or null.</summary>
    public string? Complaint(Accelerator accelerator)
    {
        var most = accelerator switch
        {
            Accelerator.Gpu => options.GpuSessions,
            Accelerator.Tpu => options.TpuSessions,
            _ => options.CpuSessions,
        };
        var name = accelerator.ToString().ToUpperInvariant();
        if (Of(accelerator).Count(version => !version.Session.State.IsFinal()) >= most)
        {
            return $"Maximum batch {name} session count of {most} reached.";
        }

        return accelerator != Accelerator.Cpu && Used(accelerator) >= Allowed(accelerator)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Maximum weekly {name} quota of {Allowed(accelerator).TotalHours:0.00} hours reached."
            )
            : null;
    }

    public static TimeSpan TimeLimit(VersionRecord record)
    {
        var most = record.Accelerator == Accelerator.Tpu ? LongestTpuSession : LongestSession;
        var asked = record.TimeoutSeconds is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : most;
        return asked < most ? asked : most;
    }

    public QuotaResponse Quota() =>
        new(Timestamps.Format(WeekBegan().AddDays(7)), Quota(Accelerator.Gpu), Quota(Accelerator.Tpu));

    private QuotaAnswer Quota(Accelerator accelerator) =>
        new(
            Of(accelerator).Any(),
            Timestamps.Format(TimeSpan.Zero),
            Timestamps.Format(Used(accelerator)),
            Timestamps.Format(Allowed(accelerator))
        );

    private TimeSpan Allowed(Accelerator accelerator) =>
        accelerator == Accelerator.Tpu ? options.WeeklyTpu : options.WeeklyGpu;

    private TimeSpan Used(Accelerator accelerator)
    {
        var now = time.GetUtcNow();
        var week = WeekBegan();
        var ticks = Of(accelerator)
            .Select(version => version.Session.Record)
            .Where(session => session.StartedAt is not null && (session.EndedAt ?? now) > week)
            .Sum(session => ((session.EndedAt ?? now) - Later(session.StartedAt!.Value, week)).Ticks);
        return TimeSpan.FromTicks(ticks);
    }

    // Kaggle's week begins on Saturday, 00:00 UTC.
    private DateTimeOffset WeekBegan()
    {
        var today = time.GetUtcNow().UtcDateTime.Date;
        return new(today.AddDays(-(((int)today.DayOfWeek + 1) % 7)), TimeSpan.Zero);
    }

    private IEnumerable<KernelVersion> Of(Accelerator accelerator) =>
        catalog.Versions.Where(version => version.Record.Accelerator == accelerator);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
