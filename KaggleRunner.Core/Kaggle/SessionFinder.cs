using System.Globalization;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Finds a session's id in the address to which the download of all outputs redirects. Told by one project only: when
/// Kaggle answers anything else there is no id, and no error.
/// </summary>
internal sealed partial class SessionFinder(KaggleTransport transport)
{
    public async Task<long?> FindAsync(KernelRef kernel, int version, CancellationToken cancellationToken)
    {
        var call = new KaggleCall(transport.Account, "the session's id", Kernel: kernel, Version: version);
        var query = string.Create(CultureInfo.InvariantCulture, $"?versionNumber={version}");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            transport.Addresses.ForKernel("kernels/output/download", kernel, query)
        );
        // The stream's client: should this be no redirect, the archive of all outputs must not be read.
        using var response = await transport
            .SendAsync(call, KaggleHttp.Stream, request, cancellationToken)
            .ConfigureAwait(false);
        var target = response.Headers.Location?.OriginalString ?? "";
        return
            Id().Match(target) is { Success: true } match
            && long.TryParse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }

    [GeneratedRegex(@"/kernels/output/download_zip/(?<id>\d{1,18})(\z|[/?#])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
