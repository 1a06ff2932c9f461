using System.Globalization;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Says of a spent quota when it refreshes, and what is left on other machines.</summary>
internal static class QuotaWords
{
    /// <summary>The refusal with what Kaggle tells of the quota; as it was when it tells nothing.</summary>
    public static async Task<KaggleQuotaException> ExplainAsync(
        KaggleQuotaException refusal,
        KaggleClient client,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var quota = await client.GetQuotaAsync(cancellationToken).ConfigureAwait(false);
            return new KaggleQuotaException(
                $"{refusal.Message}{Refresh(quota, time.GetUtcNow())}",
                $"Left this week: {Left(quota)} Without an accelerator (--accelerator none) a run uses no quota.",
                refusal.Facts
            );
        }
        catch (KaggleException)
        {
            return refusal;
        }
    }

    private static string Refresh(KaggleQuota quota, DateTimeOffset now) =>
        quota.RefreshesAt is { } at
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" It refreshes on {at.UtcDateTime:dddd, yyyy-MM-dd HH:mm} UTC{In(at - now)}."
            )
            : "";

    // A refresh in the past is another clock's; the date alone says enough then.
    private static string In(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? ""
        : wait >= TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $" (in {wait.TotalDays:0.0} days)")
        : string.Create(CultureInfo.InvariantCulture, $" (in {wait.TotalHours:0.0} h)");

    private static string Left(KaggleQuota quota) => $"{Hours("GPU", quota.Gpu)}, {Hours("TPU", quota.Tpu)}.";

    private static string Hours(string name, AcceleratorQuota? quota) =>
        quota is null
            ? $"{name} unknown"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {quota.Free.TotalHours:0.0} of {quota.Total.TotalHours:0.0} h"
            );
}
