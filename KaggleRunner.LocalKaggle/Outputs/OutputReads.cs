using System.Globalization;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>ListKernelSessionOutput and ListKernelFiles. Outputs and log appear when the session has ended.</summary>
internal sealed class OutputReads(KernelCatalog catalog, SignedUrls urls, FolderListings listings)
{
    /// <summary>Judges the request and returns what writes the answer: the log in it may be large and is streamed.</summary>
    public Func<HttpResponse, Task> Output(SessionRequest request, RpcTrace trace)
    {
        var (_, version) = catalog.Require(request, trace);
        if (!version.Session.State.IsFinal())
        {
            return response =>
                response.WriteJsonAsync(
                    new SessionOutputResponse(null, "", null),
                    WireJson.Default.SessionOutputResponse
                );
        }

        var (page, next) = ListingOf(version).Page(request.PageSize, request.PageToken);
        return response => WriteAsync(response, version.Session, page, next);
    }

    public KernelFilesResponse Files(SessionRequest request, RpcTrace trace)
    {
        var (_, version) = catalog.Require(request, trace);
        if (!version.Session.State.IsFinal())
        {
            return new(null, null);
        }

        var (page, next) = ListingOf(version).Page(request.PageSize, request.PageToken);
        var files = page.Select(file => new KernelFileAnswer(file.Name, file.Size, Timestamps.Format(file.Written)));
        return new(files.ToList().NotEmpty(), next);
    }

    /// <summary>The outputs of a session that has ended.</summary>
    public FolderListing ListingOf(KernelVersion version) =>
        listings.Of(
            string.Create(CultureInfo.InvariantCulture, $"session {version.Session.Id}"),
            version.Folder.Working
        );

    private async Task WriteAsync(HttpResponse response, Session session, IReadOnlyList<OutputEntry> page, string? next)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        await using var json = new Utf8JsonWriter(response.BodyWriter, LogArray.Relaxed);
        json.WriteStartObject();
        if (page.Count > 0)
        {
            WriteFiles(json, session.Id, page);
        }

        json.WritePropertyName("log"u8);
        await LogArray.WriteStringAsync(session.Log, json, response.BodyWriter, response.HttpContext.RequestAborted);
        if (next is not null)
        {
            json.WriteString("nextPageToken"u8, next);
        }

        json.WriteEndObject();
        await json.FlushAsync(response.HttpContext.RequestAborted);
    }

    private void WriteFiles(Utf8JsonWriter json, long session, IReadOnlyList<OutputEntry> page)
    {
        json.WriteStartArray("files"u8);
        foreach (var file in page)
        {
            json.WriteStartObject();
            json.WriteString("url"u8, urls.Sign(session, file.Name));
            json.WriteString("fileName"u8, file.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
