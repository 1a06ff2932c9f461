using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The two accounts: the local Kaggle, always there, and the user's own on the real service.</summary>
public sealed class KaggleAccounts(
    LocalKaggleLauncher launcher,
    KaggleClientFactory clients,
    CredentialSources sources,
    TimeProvider time,
    IOptions<KaggleOptions> options
) : IDisposable
{
    private readonly CredentialFinder _finder = new(sources, time);
    private readonly LoginRenewal _renewal = new(clients, time, options.Value.ApiBase);
    private readonly ConcurrentDictionary<string, string> _ownerByToken = new(StringComparer.Ordinal);

    /// <summary>Makes the account ready for use: starts the local Kaggle, or finds credentials and whose they are.</summary>
    /// <exception cref="RunnerException">There are no usable credentials, or the local Kaggle does not start.</exception>
    public Task<KaggleAccount> ConnectAsync(KaggleAccountKind kind, CancellationToken cancellationToken) =>
        kind == KaggleAccountKind.Local ? ConnectLocalAsync(cancellationToken) : ConnectKaggleAsync(cancellationToken);

    /// <summary>A client that goes on with fresh credentials of the same user when the account's are no longer taken.</summary>
    public KaggleClient Open(KaggleAccount account) =>
        account.Kind == KaggleAccountKind.Local
            ? clients.For(account)
            : clients.For(new AccountSession(account, RenewAsync));

    /// <summary>Nothing when the account can be used, as far as can be told without asking Kaggle.</summary>
    /// <exception cref="RunnerException">There are no usable credentials.</exception>
    public void Expect(KaggleAccountKind kind)
    {
        if (kind == KaggleAccountKind.Kaggle)
        {
            _finder.Find();
        }
    }

    /// <summary>Says what would be used, without starting or asking anything.</summary>
    public KaggleAccountDescription Describe(KaggleAccountKind kind)
    {
        if (kind == KaggleAccountKind.Local)
        {
            return new KaggleAccountDescription(
                kind,
                IsUsable: true,
                "local",
                "The Kaggle embedded on this machine.",
                Remedy: null
            );
        }

        try
        {
            var credential = _finder.Find();
            return new KaggleAccountDescription(
                kind,
                IsUsable: true,
                credential.Owner,
                credential.Authorization.Length == 0
                    ? $"Credentials from {credential.Source}; its token is over and is renewed at the first use."
                    : $"Credentials from {credential.Source}.",
                credential.File is { } file && CredentialFile.IsReadableByOthers(file)
                    ? $"Other users of this machine can read {file}: run `chmod 600 {file}`."
                    : null
            );
        }
        catch (RunnerException e)
        {
            return new KaggleAccountDescription(kind, IsUsable: false, Owner: null, e.Message, e.Remedy);
        }
    }

    public void Dispose() => _renewal.Dispose();

    private async Task<KaggleAccount> ConnectLocalAsync(CancellationToken cancellationToken)
    {
        var address = await launcher.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var (user, authorization) = launcher.ReadKey();
        return new KaggleAccount(KaggleAccountKind.Local, user, new Uri(address, "api/v1"), authorization);
    }

    private async Task<KaggleAccount> ConnectKaggleAsync(CancellationToken cancellationToken)
    {
        var credential = _finder.Find();
        if (credential.Authorization.Length == 0)
        {
            credential = await _renewal.RenewAsync(credential, refused: null, cancellationToken).ConfigureAwait(false);
        }

        return await IdentifyAsync(credential, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Other credentials of the same user than those that were refused: what lies in the files now, or a login's next
    /// token; null when there are none.
    /// </summary>
    private async Task<KaggleAccount?> RenewAsync(KaggleAccount account, CancellationToken cancellationToken)
    {
        var credential = _finder.Find();
        if (credential.Authorization.Length == 0 || Same(credential.Authorization, account.Authorization))
        {
            if (credential.Login is null)
            {
                return null;
            }

            credential = await _renewal
                .RenewAsync(credential, account.Authorization, cancellationToken)
                .ConfigureAwait(false);
        }

        var renewed = await IdentifyAsync(credential, cancellationToken).ConfigureAwait(false);
        return Same(renewed.Owner, account.Owner)
            ? renewed
            : throw new KaggleUnauthorizedException(
                $"{account.Owner} is no longer logged in to Kaggle: {credential.Source} belongs to {renewed.Owner}.",
                $"Log in as {account.Owner} again, or run again as {renewed.Owner}.",
                new KaggleFacts("IntrospectToken")
            );
    }

    /// <summary>The account of the credentials; Kaggle itself says whose a token is, whatever a file says.</summary>
    private async Task<KaggleAccount> IdentifyAsync(KaggleCredential credential, CancellationToken cancellationToken)
    {
        var account = new KaggleAccount(
            KaggleAccountKind.Kaggle,
            credential.Owner ?? "",
            options.Value.ApiBase,
            credential.Authorization
        );
        return credential.Token is { } token
            ? account with
            {
                Owner = await FindOwnerAsync(account, credential, token, cancellationToken).ConfigureAwait(false),
            }
            : account;
    }

    private async Task<string> FindOwnerAsync(
        KaggleAccount account,
        KaggleCredential credential,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (_ownerByToken.TryGetValue(token, out var known))
        {
            return known;
        }

        var owner = await clients.For(account).FindTokenOwnerAsync(token, cancellationToken).ConfigureAwait(false);
        return owner is null
            ? throw new KaggleUnauthorizedException(
                $"Kaggle says that the access token in {credential.Source} is not valid.",
                credential.Login is null
                    ? "Make a new API token at https://www.kaggle.com/settings and save it there."
                    : "Run `kaggle auth login` again.",
                new KaggleFacts("IntrospectToken") { Status = 200 }
            )
            : _ownerByToken.GetOrAdd(token, owner);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
