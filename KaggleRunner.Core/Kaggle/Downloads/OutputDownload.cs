using System.Buffers;
using System.Globalization;
using System.Net;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Fetches one output: goes on where a cut connection stopped, checks the length and the hash if one is told, moves it to
/// its place at the end.
/// </summary>
internal sealed class OutputDownload(KaggleTransport transport, KaggleOptions options)
{
    private const int BufferSize = 256 * 1024;

    private readonly DownloadSource _source = new(transport, options.DownloadIdleTimeout);

    public async Task RunAsync(OutputFile file, DownloadPlace place, CancellationToken cancellationToken)
    {
        var call = new KaggleCall(transport.Account, $"the download of {AnswerText.Shorten(file.Name)}");
        var part = new PartFile(place);
        for (var failures = 0; ; )
        {
            var before = part.Length;
            try
            {
                await AttemptAsync(call, file.Url, part, place, cancellationToken).ConfigureAwait(false);
                part.Finish();
                return;
            }
            catch (KaggleException e) when (e is KaggleUnreachableException or KaggleRateLimitedException)
            {
                // An attempt that brought something on is no reason to give up.
                failures = part.Length > before ? 1 : failures + 1;
                var wait = Wait(e, failures);
                if (failures > options.Retries || wait > options.LongestRetryAfter)
                {
                    throw;
                }

                await Task.Delay(wait, transport.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (KaggleDownloadTooLargeException)
            {
                part.Discard();
                throw;
            }
        }
    }

    private TimeSpan Wait(KaggleException e, int failures) =>
        (e as KaggleRateLimitedException)?.RetryAfter ?? (options.RetryDelay * (1 << Math.Min(failures - 1, 5)));

    private async Task AttemptAsync(
        KaggleCall call,
        Uri address,
        PartFile part,
        DownloadPlace place,
        CancellationToken cancellationToken
    )
    {
        var held = part.Length;
        using var response = await _source
            .OpenAsync(call, address, held, part.Tag, cancellationToken)
            .ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        var isPart = response.StatusCode == HttpStatusCode.PartialContent;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (isPart && range?.From != held))
        {
            part.Discard();
            throw Cut(call, "what was there before does not fit");
        }

        part.Tag = response.Headers.ETag is { IsWeak: false } tag ? tag : null;
        var expected = isPart ? range!.Length : response.Content.Headers.ContentLength;
        if (expected > place.Largest)
        {
            throw new KaggleDownloadTooLargeException(call.Facts(), place.Largest, expected);
        }

        var body = new Body(call, response, part, place);
        var length = await CopyAsync(body, isPart ? held : 0, cancellationToken).ConfigureAwait(false);
        await CheckAsync(body, length, expected, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CheckAsync(Body body, long length, long? expected, CancellationToken cancellationToken)
    {
        if (expected is not null && length != expected)
        {
            if (length > expected)
            {
                body.Part.Discard();
            }

            throw Cut(body.Call, string.Create(CultureInfo.InvariantCulture, $"{length} of {expected} bytes came"));
        }

        if (
            ContentDigest.Of(body.Response) is { } digest
            && !await body.Part.FitsAsync(digest, cancellationToken).ConfigureAwait(false)
        )
        {
            body.Part.Discard();
            throw Cut(body.Call, "what came has another hash than the server told");
        }
    }

    /// <summary>Returns the length of the part once the body has ended.</summary>
    private async Task<long> CopyAsync(Body body, long offset, CancellationToken cancellationToken)
    {
        var (call, response, part, place) = body;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var source = new IdleTimeoutStream(stream, options.DownloadIdleTimeout, transport.Time);
        await using var closing = source.ConfigureAwait(false);
        using var file = part.OpenAt(offset);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var read = await ReadAsync(call, source, buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return offset;
                }

                part.Write(file, buffer.AsSpan(0, read), offset);
                offset += read;
                place.Progress?.Report(read);
                if (offset > place.Largest)
                {
                    throw new KaggleDownloadTooLargeException(call.Facts(), place.Largest, bytes: null);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(
        KaggleCall call,
        Stream source,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is TimeoutException or IOException or HttpRequestException
                && !cancellationToken.IsCancellationRequested
            )
        {
            throw ConnectionErrors.From(call, e);
        }
    }

    private static KaggleUnreachableException Cut(KaggleCall call, string reason) =>
        ConnectionErrors.From(call, new IOException(reason));

    private sealed record Body(KaggleCall Call, HttpResponseMessage Response, PartFile Part, DownloadPlace Place);
}
