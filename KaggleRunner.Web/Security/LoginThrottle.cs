using System.Collections.Concurrent;
using System.Net;
using KaggleRunner.Web.Hosting;

namespace KaggleRunner.Web.Security;

/// <summary>Counts wrong tokens per address and minute; once there are too many, no token is looked at for a while.</summary>
internal sealed class LoginThrottle(DashboardOptions options, TimeProvider time)
{
    private const int MaxAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<IPAddress, (long Since, int Wrong)> _addresses = new();

    /// <summary>How long this address has to wait; null when it may try.</summary>
    public TimeSpan? WaitFor(IPAddress? address)
    {
        if (!_addresses.TryGetValue(Key(address), out var count) || count.Wrong < options.LoginAttemptsPerMinute)
        {
            return null;
        }

        var left = Window - time.GetElapsedTime(count.Since);
        return left > TimeSpan.Zero ? left : null;
    }

    public void CountWrong(IPAddress? address)
    {
        if (_addresses.Count > MaxAddresses)
        {
            _addresses.Clear();
        }

        var now = time.GetTimestamp();
        _addresses.AddOrUpdate(
            Key(address),
            (now, 1),
            (_, old) => time.GetElapsedTime(old.Since, now) > Window ? (now, 1) : (old.Since, old.Wrong + 1)
        );
    }

    private static IPAddress Key(IPAddress? address) => address ?? IPAddress.None;
}
