using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The gates of this process, one an account.</summary>
internal sealed class RequestGates(TimeProvider time, IOptions<KaggleOptions> options)
{
    private readonly ConcurrentDictionary<(Uri, string), RequestGate> _gates = new();

    public RequestGate Of(KaggleAccount account) =>
        _gates.GetOrAdd((account.ApiBase, account.Owner), _ => Create(account.Kind));

    private RequestGate Create(KaggleAccountKind kind) =>
        // The local Kaggle is on this machine: it says itself when it is too much.
        new(
            time,
            kind == KaggleAccountKind.Local ? TimeSpan.Zero : TimeSpan.FromSeconds(1 / options.Value.RequestsPerSecond),
            options.Value.Burst,
            options.Value.RetryDelay
        );
}
