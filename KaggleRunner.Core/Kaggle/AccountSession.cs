namespace KaggleRunner.Core.Kaggle;

/// <summary>An account in use: its credentials may be followed by fresh ones while a run lasts, a login's token after 12 hours.</summary>
/// <param name="renew">Fresh credentials of the same user; null when there are none better.</param>
internal sealed class AccountSession(
    KaggleAccount account,
    Func<KaggleAccount, CancellationToken, Task<KaggleAccount?>>? renew = null
)
{
    private KaggleAccount _account = account;

    public KaggleAccount Account => Volatile.Read(ref _account);

    /// <summary>True when there are other credentials than those that were refused.</summary>
    public async Task<bool> TryRenewAsync(string refused, CancellationToken cancellationToken)
    {
        var current = Account;
        if (!string.Equals(current.Authorization, refused, StringComparison.Ordinal))
        {
            return true;
        }

        if (renew is null || await renew(current, cancellationToken).ConfigureAwait(false) is not { } fresh)
        {
            return false;
        }

        Volatile.Write(ref _account, fresh);
        return !string.Equals(fresh.Authorization, refused, StringComparison.Ordinal);
    }
}
