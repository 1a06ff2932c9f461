using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Gets a login's next token when the one in its file has expired. It is kept in memory only: the file belongs to
/// Kaggle's own tool, asking again gives the same right, and a file that is not written cannot be lost.
/// </summary>
internal sealed class LoginRenewal(KaggleClientFactory clients, TimeProvider time, Uri apiBase) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string RefreshToken, string Token, DateTimeOffset EndsAt)? _kept;

    /// <param name="refused">The Authorization that Kaggle no longer takes, though it may seem valid here; null: none.</param>
    /// <exception cref="RunnerException">The login is over, or belongs to another user than its file says.</exception>
    public async Task<KaggleCredential> RenewAsync(
        KaggleCredential credential,
        string? refused,
        CancellationToken cancellationToken
    )
    {
        var login = credential.Login!;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (
                _kept is not { } kept
                || !string.Equals(kept.RefreshToken, login.RefreshToken, StringComparison.Ordinal)
                || kept.EndsAt <= time.GetUtcNow() + Margin
                || string.Equals(KaggleCredential.Bearer(kept.Token), refused, StringComparison.Ordinal)
            )
            {
                _kept = kept = await AskAsync(credential, login, cancellationToken).ConfigureAwait(false);
            }

            return credential with
            {
                Authorization = KaggleCredential.Bearer(kept.Token),
            };
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<(string, string, DateTimeOffset)> AskAsync(
        KaggleCredential credential,
        KaggleLogin login,
        CancellationToken cancellationToken
    )
    {
        var account = new KaggleAccount(KaggleAccountKind.Kaggle, credential.Owner ?? "", apiBase, Authorization: "");
        try
        {
            var answer = await clients
                .For(account)
                .GenerateTokenAsync(login.RefreshToken, cancellationToken)
                .ConfigureAwait(false);
            return CredentialFile.IsToken(answer.Token)
                ? (login.RefreshToken, answer.Token!, time.GetUtcNow() + Lasting(answer.ExpiresIn))
                : throw Over(login, new KaggleFacts("GenerateAccessToken") { Status = 200 });
        }
        catch (KaggleException e)
            when (e is KaggleUnauthorizedException or KaggleForbiddenException
                || e.GetType() == typeof(KaggleRefusedException)
            )
        {
            throw Over(login, e.Facts);
        }
    }

    private static TimeSpan Lasting(long? seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds ?? 3600, 0, 1_000_000));

    private static KaggleUnauthorizedException Over(KaggleLogin login, KaggleFacts facts) =>
        new($"Kaggle no longer accepts the login in {login.File}.", "Run `kaggle auth login` again.", facts);
}
