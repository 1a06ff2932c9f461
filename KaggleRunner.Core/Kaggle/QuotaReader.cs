using System.Collections.Concurrent;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// The quota of an account, asked for seldom and once for all who want to know it. It starts nothing: without a running
/// local Kaggle there is no quota of the local account.
/// </summary>
public sealed class QuotaReader(
    KaggleAccounts accounts,
    LocalKaggleLauncher launcher,
    KaggleClientFactory clients,
    TimeProvider time
)
{
    private readonly ConcurrentDictionary<KaggleAccountKind, Reading> _readings = new();

    /// <summary>How old a quota may be that nothing is known to have changed.</summary>
    public static TimeSpan Age { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The account's quota as it was at <paramref name="notBefore"/> or later; null when no local Kaggle runs.</summary>
    /// <exception cref="RunnerException">Kaggle does not tell.</exception>
    public async Task<KaggleQuota?> ReadAsync(
        KaggleAccountKind kind,
        DateTimeOffset notBefore,
        CancellationToken cancellationToken
    )
    {
        var reading = _readings.GetOrAdd(kind, _ => new Reading());
        await reading.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (reading.At < notBefore)
            {
                var now = time.GetUtcNow();
                reading.Quota = await AskAsync(kind, cancellationToken).ConfigureAwait(false);
                reading.At = reading.Quota is null ? DateTimeOffset.MinValue : now;
            }

            return reading.Quota;
        }
        finally
        {
            reading.Gate.Release();
        }
    }

    private async Task<KaggleQuota?> AskAsync(KaggleAccountKind kind, CancellationToken cancellationToken)
    {
        if (
            kind == KaggleAccountKind.Local
            && await launcher.FindAsync(cancellationToken).ConfigureAwait(false) is null
        )
        {
            return null;
        }

        var account = await accounts.ConnectAsync(kind, cancellationToken).ConfigureAwait(false);
        return await clients.For(account).GetQuotaAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class Reading
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public DateTimeOffset At { get; set; } = DateTimeOffset.MinValue;
        public KaggleQuota? Quota { get; set; }
    }
}
