using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace KaggleRunner.Web.Logs;

/// <summary>The whole log of a run as a file: lines that are committed, and of a running one those of the moment.</summary>
internal static class RawLogEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapRawLog(this WebApplication app) =>
        app.MapMethods("/p/{project}/runs/{number:int}/log.txt", Methods, ServeAsync)
            .WithMetadata(CompressedAnswer.Instance);

    private static async Task<IResult> ServeAsync(
        string project,
        int number,
        HttpContext context,
        RunStore store,
        IResponseCompressionProvider compression
    )
    {
        var run = await store.FindAsync(new RunId(new ProjectId(project), number), context.RequestAborted);
        if (run is null || ContainedPath.TryResolve(run.Folder, "log.txt") is null)
        {
            return Results.Text("There is no such file.\n", statusCode: 404);
        }

        var text = RunLog.Open(run.Folder).OpenText();
        context.Response.Headers.CacheControl = run.HasEnded ? "private, no-cache" : "no-store";
        if (context.Features.Get<IHttpsCompressionFeature>() is { } https)
        {
            // Nothing in a log is chosen by who asks for it, and its secrets are taken out before it is written.
            https.Mode = HttpsCompressionMode.Compress;
        }

        return Results.Stream(
            text,
            "text/plain; charset=utf-8",
            $"{run.Id.Project.Value}-{number}-log.txt",
            entityTag: run.HasEnded ? TagOf(text, context.Request, compression) : null,
            enableRangeProcessing: true
        );
    }

    // Compressed and plain bytes are the same text, but a range of the one is none of the other.
    private static EntityTagHeaderValue TagOf(
        RawLogStream text,
        HttpRequest request,
        IResponseCompressionProvider compression
    ) =>
        new(
            $"\"{text.Version}\"",
            isWeak: PageCompression.Allows(request) && compression.CheckRequestAcceptsCompression(request.HttpContext)
        );
}
