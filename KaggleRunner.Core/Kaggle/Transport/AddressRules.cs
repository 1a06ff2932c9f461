using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Where an account's requests may go: https, or http to this machine for a local account; and its credentials only to
/// the host they belong to.
/// </summary>
internal sealed class AddressRules(KaggleAccount account, Uri site)
{
    /// <exception cref="RunnerException">The account's own base breaks the rules.</exception>
    public void RequireBase()
    {
        if (!IsAllowed(account.ApiBase))
        {
            throw new RunnerException(
                $"Credentials are not sent to {account.ApiBase.GetLeftPart(UriPartial.Authority)}.",
                account.Kind == KaggleAccountKind.Local
                    ? "The local Kaggle must be on this machine (a loopback address)."
                    : "Kaggle is used over https only."
            );
        }
    }

    public bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri
        && (
            IsScheme(address, Uri.UriSchemeHttps)
            || (IsScheme(address, Uri.UriSchemeHttp) && account.Kind == KaggleAccountKind.Local && address.IsLoopback)
        );

    /// <summary>True for the account's own API, and for Kaggle's site when it is Kaggle's account.</summary>
    public bool MaySendCredentials(Uri address) =>
        IsAllowed(address)
        && (
            IsSameOrigin(address, account.ApiBase)
            || (account.Kind == KaggleAccountKind.Kaggle && IsSameOrigin(address, site))
        );

    /// <summary>The full address of what Kaggle called <paramref name="text"/>, which may be relative; null when it is none.</summary>
    public Uri? Resolve(string? text)
    {
        var root = account.Kind == KaggleAccountKind.Kaggle ? site : new Uri($"{account.ApiBase}/");
        return !string.IsNullOrWhiteSpace(text) && Uri.TryCreate(root, text, out var address) ? address : null;
    }

    /// <summary>An address below the API's base; the names become path parts of their own.</summary>
    /// <exception cref="RunnerException">A name is none that Kaggle gives.</exception>
    public Uri ForKernel(string path, KernelRef kernel, string query)
    {
        if (!KernelAddress.IsValid(kernel))
        {
            throw new RunnerException(
                $"\"{AnswerText.Shorten(kernel.ToString())}\" is no name of a kernel.",
                "A kernel is named owner/slug, with letters, digits, dashes and underscores."
            );
        }

        return new Uri($"{account.ApiBase}/{path}/{kernel.Owner}/{kernel.Slug}{query}");
    }

    private static bool IsScheme(Uri address, string scheme) =>
        string.Equals(address.Scheme, scheme, StringComparison.Ordinal);

    private static bool IsSameOrigin(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
