using System.Globalization;
using System.Net;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Fetches one output: goes on where a cut connection stopped, checks the length, renames at the end.</summary>
internal sealed class OutputDownload(KaggleTransport transport, KaggleOptions options)
{
    private readonly DownloadSource _source = new(transport, options.DownloadIdleTimeout);

    public async Task RunAsync(OutputFile file, string destination, CancellationToken cancellationToken)
    {
        var call = new KaggleCall(transport.Account, $"the download of {AnswerText.Shorten(file.Name)}");
        var part = new PartFile(destination);
        for (var failures = 0; ; )
        {
            var before = part.Length;
            try
            {
                await AttemptAsync(call, file.Url, part, cancellationToken).ConfigureAwait(false);
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
        }
    }

    private TimeSpan Wait(KaggleException e, int failures) =>
        (e as KaggleRateLimitedException)?.RetryAfter ?? (options.RetryDelay * (1 << Math.Min(failures - 1, 5)));

    private async Task AttemptAsync(KaggleCall call, Uri address, PartFile part, CancellationToken cancellationToken)
    {
        var held = part.Length;
        using var response = await _source.OpenAsync(call, address, held, cancellationToken).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        var isPart = response.StatusCode == HttpStatusCode.PartialContent;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (isPart && range?.From != held))
        {
            part.Discard();
            throw Cut(call, "what was there before does not fit");
        }

        var offset = isPart ? held : 0;
        var expected = isPart ? range!.Length : response.Content.Headers.ContentLength;
        var length = await CopyAsync(call, response, part, offset, cancellationToken).ConfigureAwait(false);
        if (expected is null || length == expected)
        {
            return;
        }

        if (length > expected)
        {
            part.Discard();
        }

        throw Cut(call, string.Create(CultureInfo.InvariantCulture, $"{length} of {expected} bytes came"));
    }

    private async Task<long> CopyAsync(
        KaggleCall call,
        HttpResponseMessage response,
        PartFile part,
        long offset,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var source = new IdleTimeoutStream(body, options.DownloadIdleTimeout, transport.Time);
        await using var closingSource = source.ConfigureAwait(false);
        var file = part.OpenAt(offset);
        await using var closingFile = file.ConfigureAwait(false);
        var buffer = new byte[128 * 1024];
        while (true)
        {
            var read = await ReadAsync(call, source, buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return file.Length;
            }

            await part.WriteAsync(file, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
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
}
