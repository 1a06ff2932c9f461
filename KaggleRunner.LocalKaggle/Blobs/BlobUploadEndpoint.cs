using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>
/// Takes a file, whole or in parts, as Kaggle's storage does: 308 with the <c>Range</c> received so far until it is whole.
/// </summary>
internal sealed class BlobUploadEndpoint(BlobStore blobs)
{
    public const string Prefix = "/blob-uploads";

    public async Task HandleAsync(HttpContext context)
    {
        var key = (string?)context.Request.RouteValues["key"] ?? "";
        var blob =
            blobs.FindByKey(key) ?? throw new KaggleFault(404, "This upload has ended or was never announced here.");
        var total = blob.Record.ContentLength;
        var range = Range(context.Request, total);
        var received = range switch
        {
            { HasRange: false } => blob.Received,
            _ => await ReceiveAsync(context, blob, range?.From ?? 0),
        };

        if (received == total)
        {
            await context.Response.WriteJsonAsync(new BlobAnswer(blob.Record.Name, total), BlobJson.Default.BlobAnswer);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.ContentLength = 0;
        if (received > 0)
        {
            context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{received - 1}");
        }
    }

    // The body goes to disk as it comes, in small pieces: Kestrel's own limit is for bodies held in memory.
    private static async Task<long> ReceiveAsync(HttpContext context, Blob blob, long from)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = blob.Record.ContentLength + 1;
        try
        {
            return await blob.WriteAsync(context.Request.Body, from, context.RequestAborted);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new KaggleFault(409, "Another connection goes on with this upload.");
        }
    }

    private static ContentRangeHeaderValue? Range(HttpRequest request, long total)
    {
        var header = request.Headers.ContentRange.ToString();
        if (header.Length == 0)
        {
            return request.ContentLength is { } length && length != total
                ? throw new KaggleFault(400, $"The body has {length} bytes where {total} were announced.")
                : null;
        }

        if (!ContentRangeHeaderValue.TryParse(header, out var range) || !range.HasLength || range.Length != total)
        {
            throw new KaggleFault(400, $"The Content-Range '{header}' does not fit the {total} bytes announced.");
        }

        var part = range.HasRange ? range.To - range.From + 1 : 0;
        return request.ContentLength is { } given && given != part
            ? throw new KaggleFault(400, $"The body has {given} bytes where '{header}' says {part}.")
            : range;
    }
}
