using KaggleRunner.Core.Common;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Makes clients; they are cheap, and share their connections and each account's gate.</summary>
public sealed class KaggleClientFactory
{
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly KaggleOptions _options;
    private readonly RequestGates _gates;

    public KaggleClientFactory(IHttpClientFactory clients, TimeProvider time, IOptions<KaggleOptions> options)
    {
        _clients = clients;
        _time = time;
        _options = options.Value;
        _gates = new RequestGates(time, options);
    }

    /// <exception cref="RunnerException">The account's base is none to which credentials may go.</exception>
    public KaggleClient For(KaggleAccount account) => For(new AccountSession(account));

    /// <summary>A client whose credentials are renewed when Kaggle no longer takes them.</summary>
    internal KaggleClient For(AccountSession session)
    {
        var account = session.Account;
        var addresses = new AddressRules(account, _options.Site);
        addresses.RequireBase();
        return new KaggleClient(
            new KaggleTransport(_clients, _time, session, addresses, _gates.Of(account), _options),
            _options
        );
    }
}
