using System.Net;
using System.Net.Http.Headers;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Opens an output's address from a given byte on. Redirects are followed by hand: every hop obeys the same rules.</summary>
internal sealed class DownloadSource(KaggleTransport transport, TimeSpan idleTimeout)
{
    private const int MaxRedirects = 5;

    /// <summary>Returns an answer with content (200 or 206), or 416 when there is nothing from this byte on.</summary>
    /// <param name="tag">What the bytes before the offset are of; null when that is not known.</param>
    public async Task<HttpResponseMessage> OpenAsync(
        KaggleCall call,
        Uri address,
        long offset,
        EntityTagHeaderValue? tag,
        CancellationToken cancellationToken
    )
    {
        using var idle = new CancellationTokenSource(idleTimeout, transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            for (var hop = 0; hop <= MaxRedirects; hop++)
            {
                var response = await RequestAsync(call, address, offset, tag, either.Token).ConfigureAwait(false);
                if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
                {
                    address = new Uri(address, location.OriginalString);
                    response.Dispose();
                    continue;
                }

                await RequireContentAsync(call, address, response, either.Token).ConfigureAwait(false);
                return response;
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionErrors.From(call, new IOException("no answer in time", e));
        }
        catch (UriFormatException)
        {
            // Falls to the refusal below.
        }

        throw new KaggleRefusedException(
            $"{call.Service} sends {call.Operation} from address to address.",
            remedy: null,
            call.Facts()
        );
    }

    private async Task<HttpResponseMessage> RequestAsync(
        KaggleCall call,
        Uri address,
        long offset,
        EntityTagHeaderValue? tag,
        CancellationToken cancellationToken
    )
    {
        if (!transport.Addresses.IsAllowed(address))
        {
            throw new KaggleRefusedException(
                $"{call.Service} names an address for {call.Operation} that is not fetched: {AnswerText.Shorten(Origin(address))}.",
                "Outputs are fetched over https only (from the local Kaggle, over http from this machine).",
                call.Facts()
            );
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, to: null) : null;
        // Content that has changed meanwhile comes whole, not from the middle.
        request.Headers.IfRange = offset > 0 && tag is not null ? new RangeConditionHeaderValue(tag) : null;
        return await transport.SendAsync(call, KaggleHttp.Stream, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task RequireContentAsync(
        KaggleCall call,
        Uri address,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (
            response.StatusCode
            is HttpStatusCode.OK
                or HttpStatusCode.PartialContent
                or HttpStatusCode.RequestedRangeNotSatisfiable
        )
        {
            return;
        }

        using (response)
        {
            var status = (int)response.StatusCode;
            // Signed addresses answer 400, 401, 404 or 410 as well as 403 when their time is over.
            var signed = !transport.Addresses.MaySendCredentials(address);
            if (status == 403 || (signed && status is 400 or 401 or 404 or 410))
            {
                throw new KaggleDownloadExpiredException(
                    $"The address for {call.Operation} is no longer valid (HTTP {status}).",
                    "List the outputs again and download from the new address.",
                    call.Facts(status)
                );
            }

            var answer = await transport.ReadAsync(call, response, cancellationToken).ConfigureAwait(false);
            AnswerReader.Check(call, answer);
            throw KaggleErrors.From(call, 502, $"HTTP {status}", answer.RetryAfter);
        }
    }

    // The path and query of a signed address are a secret.
    private static string Origin(Uri address) => $"{address.Scheme}://{address.Authority}";
}
