using KaggleRunner.Core.Common;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Makes clients; they are cheap and share their connections.</summary>
public sealed class KaggleClientFactory(IHttpClientFactory clients, TimeProvider time, IOptions<KaggleOptions> options)
{
    /// <exception cref="RunnerException">The account's base is none to which credentials may go.</exception>
    public KaggleClient For(KaggleAccount account)
    {
        var addresses = new AddressRules(account, options.Value.Site);
        addresses.RequireBase();
        return new KaggleClient(new KaggleTransport(clients, time, account, addresses), options.Value);
    }
}
