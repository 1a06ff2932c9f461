using System.Net;
using System.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Sends a file to the signed address of an upload: goes on where a cut connection stopped.</summary>
internal sealed class BlobUpload(KaggleTransport transport, KaggleOptions options)
{
    /// <param name="isResumed">True when an earlier process may have sent a part: the server is asked first.</param>
    /// <exception cref="KaggleUploadLostException">The server does not know the upload (any more).</exception>
    public async Task RunAsync(
        BlobTicket ticket,
        string path,
        bool isResumed,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var call = new KaggleCall(transport.Account, "the upload of the source", Changes: true);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        var upload = new Upload(call, ticket.Address, file, RandomAccess.GetLength(file), progress);
        var (asks, held) = (isResumed, 0L);
        for (var failures = 0; ; )
        {
            var before = held;
            KaggleException? failure = null;
            try
            {
                var answer = asks ? await AskAsync(upload, cancellationToken).ConfigureAwait(false) : 0;
                if (answer is null)
                {
                    return;
                }

                held = answer.Value;
                if (await SendAsync(upload, held, cancellationToken).ConfigureAwait(false) is null)
                {
                    return;
                }
            }
            catch (KaggleException e) when (e is KaggleUnreachableException or KaggleRateLimitedException)
            {
                failure = e;
            }

            asks = true;
            failures = held > before ? 1 : failures + 1;
            await WaitAsync(call, failure, failures, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(
        KaggleCall call,
        KaggleException? failure,
        int failures,
        CancellationToken cancellationToken
    )
    {
        failure ??= ConnectionErrors.From(call, new IOException("the server wants more than it was sent"));
        var wait =
            (failure as KaggleRateLimitedException)?.RetryAfter
            ?? (options.RetryDelay * (1 << Math.Min(failures - 1, 5)));
        if (failures > options.Retries || wait > options.LongestRetryAfter)
        {
            throw failure;
        }

        await Task.Delay(wait, transport.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many bytes the server holds; null when it holds all.</summary>
    private Task<long?> AskAsync(Upload upload, CancellationToken cancellationToken) =>
        PutAsync(upload, upload.Total, new ContentRangeHeaderValue(upload.Total), cancellationToken);

    private Task<long?> SendAsync(Upload upload, long held, CancellationToken cancellationToken) =>
        PutAsync(
            upload,
            held,
            held == 0 ? null : new ContentRangeHeaderValue(held, upload.Total - 1, upload.Total),
            cancellationToken
        );

    private async Task<long?> PutAsync(
        Upload upload,
        long offset,
        ContentRangeHeaderValue? range,
        CancellationToken cancellationToken
    )
    {
        using var idle = new CancellationTokenSource(options.DownloadIdleTimeout, transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Put, upload.Address);
        request.Content = new FileSliceContent(
            upload.File,
            offset,
            upload.Total - offset,
            sent =>
            {
                idle.CancelAfter(options.DownloadIdleTimeout);
                upload.Progress?.Report(offset + sent);
            }
        );
        request.Content.Headers.ContentRange = range;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            using var response = await transport
                .SendAnonymouslyAsync(upload.Call, KaggleHttp.Stream, request, either.Token)
                .ConfigureAwait(false);
            return await HeldAsync(upload, response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionErrors.From(upload.Call, new IOException("no answer in time", e));
        }
    }

    private async Task<long?> HeldAsync(
        Upload upload,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        switch ((int)response.StatusCode)
        {
            case 200 or 201:
                return null;
            case 308:
                var held = Held(response);
                upload.Progress?.Report(held);
                return held < upload.Total ? held : throw Lost(upload.Call, 308);
            case 400 or 401 or 403 or 404 or 410 or 416:
                throw Lost(upload.Call, (int)response.StatusCode);
            default:
                var answer = await transport.ReadAsync(upload.Call, response, cancellationToken).ConfigureAwait(false);
                throw KaggleErrors.From(
                    upload.Call,
                    answer.Status,
                    AnswerText.Describe(answer.Body.Span),
                    answer.RetryAfter
                );
        }
    }

    // "Range: bytes=0-499", which .NET does not take for a header of an answer; none: nothing is held.
    private static long Held(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Range", out var values)
        && RangeHeaderValue.TryParse(values.First(), out var range)
        && range.Ranges.FirstOrDefault() is { From: 0, To: { } last }
            ? last + 1
            : 0;

    private static KaggleUploadLostException Lost(KaggleCall call, int status) =>
        new(
            $"{call.Service} no longer knows the upload of the source (HTTP {status}).",
            "Run it again: the upload begins anew.",
            call.Facts(status)
        );

    private sealed record Upload(
        KaggleCall Call,
        Uri Address,
        SafeFileHandle File,
        long Total,
        IProgress<long>? Progress
    );
}
