using System.IO.Compression;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.Web.Artifacts;

/// <summary>All outputs of a run as one archive, written while it is read: nothing is kept in memory or on disk.</summary>
internal static class OutputsZip
{
    public static async Task<IResult> ServeAsync(
        string project,
        int number,
        HttpContext context,
        RunStore store,
        OutputStore outputs
    )
    {
        // The end of an archive's entry is written synchronously, asynchronous methods or not.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        var run = await store.FindAsync(new RunId(new ProjectId(project), number), context.RequestAborted);
        return run is null
            ? Results.Text("There is no such run.\n", statusCode: 404)
            : Results.Stream(
                body => WriteAsync(run, outputs, body, context.RequestAborted),
                "application/zip",
                $"{project}-{number}-outputs.zip"
            );
    }

    private static async Task WriteAsync(Run run, OutputStore outputs, Stream body, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(
            body,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellationToken
        );
        foreach (var artifact in outputs.List(run.Folder))
        {
            if (outputs.Find(run.Folder, artifact.Path) is not { } file)
            {
                continue;
            }

            var entry = archive.CreateEntry(artifact.Path, CompressionLevel.Fastest);
            await using var source = File.OpenRead(file);
            await using var target = await entry.OpenAsync(cancellationToken);
            await source.CopyToAsync(target, cancellationToken);
        }
    }
}
