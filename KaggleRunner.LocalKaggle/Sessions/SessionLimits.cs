using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Quota;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>Kaggle's limits of a user: sessions at once, hours of accelerator a week, hours a session.</summary>
internal sealed class SessionLimits(LocalKaggleOptions options, ActiveSessions active, QuotaUsage quota)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(12);

    /// <summary>Kaggle's own words for a push that must wait, or null.</summary>
    public string? Complaint(Account account, Accelerator accelerator)
    {
        var most = accelerator switch
        {
            Accelerator.Gpu => options.GpuSessions,
            Accelerator.Tpu => options.TpuSessions,
            _ => options.CpuSessions,
        };
        var name = accelerator.ToString().ToUpperInvariant();
        if (active.Of(account, accelerator).Count(version => !version.Session.State.IsFinal()) >= most)
        {
            return $"Maximum batch {name} session count of {most} reached.";
        }

        return accelerator != Accelerator.Cpu && quota.Left(account, accelerator) == TimeSpan.Zero
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Maximum weekly {name} quota of {quota.Allowed(accelerator).TotalHours:0.00} hours reached."
            )
            : null;
    }

    /// <summary>The time limit of a new session: what was asked for, within Kaggle's limits and the quota that is left.</summary>
    public TimeSpan TimeLimit(Account account, Accelerator accelerator, int? asked)
    {
        var most = accelerator == Accelerator.Tpu ? options.LongestTpuSession : options.LongestSession;
        var wanted = asked is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : most;
        var limit = wanted < most ? wanted : most;
        var left = accelerator == Accelerator.Cpu ? limit : quota.Left(account, accelerator);
        return left < limit ? left : limit;
    }

    public static TimeSpan TimeLimit(VersionRecord record) =>
        record.TimeoutSeconds is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : Usual;
}
