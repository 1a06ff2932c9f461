using System.Globalization;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>Serves an output file to whoever holds its signed address.</summary>
internal sealed class DownloadEndpoint(KernelCatalog catalog, SignedUrls urls, Holds holds)
{
    public const string Prefix = "/output-files";

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var name = query["name"].ToString();
        if (
            !long.TryParse(
                (string?)context.Request.RouteValues["session"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var session
            ) || !urls.IsValid(session, name, query["expires"].ToString(), query["signature"].ToString())
        )
        {
            throw new KaggleFault(403, "This address has expired or was not signed here.");
        }

        await holds.PassAsync("Download", context.RequestAborted);
        var version = catalog.FindSession(session);
        var file =
            (version is null ? null : OutputFolder.Open(version.Folder.Working, name))
            ?? throw new KaggleFault(404, "There is no such file.");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await Results
            .Stream(
                file,
                "application/octet-stream",
                name[(name.LastIndexOf('/') + 1)..],
                new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle), TimeSpan.Zero),
                enableRangeProcessing: true
            )
            .ExecuteAsync(context);
    }
}
