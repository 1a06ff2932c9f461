using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Pushes a version once, and makes sure that what came of it is known.</summary>
internal sealed class KernelPusher(KaggleTransport transport)
{
    public async Task<PushedVersion> PushAsync(KernelPush push, CancellationToken cancellationToken)
    {
        var answer = await transport
            .CallAsync(Rpcs.SaveKernel, SaveKernelRequest.From(push), push.Kernel, version: null, cancellationToken)
            .ConfigureAwait(false);
        var kernel = KernelAddress.Parse(answer.Ref) ?? push.Kernel;
        var call = new KaggleCall(transport.Account, Rpcs.SaveKernel.Method, Changes: true, kernel);
        var version = answer.VersionNumber is > 0
            ? answer.VersionNumber.Value
            : await FindVersionAsync(call, push.Source, cancellationToken).ConfigureAwait(false);
        var pushed = new PushedVersion(kernel, version, Page(call, answer.Url));
        return answer.InvalidSources is { Count: > 0 } invalid ? throw Invalid(call, pushed, invalid) : pushed;
    }

    /// <summary>The answer may leave the number out: then it is the newest version, if that one has our source.</summary>
    private async Task<int> FindVersionAsync(KaggleCall call, string source, CancellationToken cancellationToken)
    {
        var kernel = call.Kernel!.Value;
        var found = await AskAsync(kernel, cancellationToken).ConfigureAwait(false);
        return
            found?.Metadata?.CurrentVersionNumber is > 0 and var number
            && string.Equals(found.Blob?.Source, source, StringComparison.Ordinal)
            ? number
            : throw new KaggleUnreachableException(
                $"{call.Service} accepted the push of {kernel} without telling its version.",
                "See the kernel's page for what runs.",
                call.Facts(),
                mayHaveBeenAccepted: true
            );
    }

    private async Task<GetKernelAnswer?> AskAsync(KernelRef kernel, CancellationToken cancellationToken)
    {
        try
        {
            return await transport
                .CallAsync(
                    Rpcs.GetKernel,
                    new KernelRequest(kernel.Owner, kernel.Slug, VersionLabel: null),
                    kernel,
                    version: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (KaggleException)
        {
            // The push was accepted, whatever this answer says: the caller must look for it, not push again.
            return null;
        }
    }

    private string Page(KaggleCall call, string? told) =>
        transport.Addresses.Resolve(told) is { } page && transport.Addresses.IsAllowed(page)
            ? page.AbsoluteUri
            : $"https://www.kaggle.com/code/{call.Kernel}";

    private static KaggleInvalidSourcesException Invalid(
        KaggleCall call,
        PushedVersion pushed,
        IReadOnlyList<string> invalid
    ) =>
        new(
            $"{call.Service} does not know {AnswerText.Shorten(string.Join(", ", invalid))}.",
            "Correct the config's data section; the names are owner/slug as in the address of the page.",
            call.Facts(200) with
            {
                Version = pushed.Version,
            },
            pushed,
            invalid
        );
}
