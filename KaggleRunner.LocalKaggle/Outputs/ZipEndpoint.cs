using System.Globalization;
using System.IO.Compression;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>All outputs of a session as one zip, packed while it is sent.</summary>
internal sealed class ZipEndpoint(KernelCatalog catalog, RpcPipeline pipeline, OutputReads outputs)
{
    // What a zip can tell: https://learn.microsoft.com/dotnet/api/system.io.compression.ziparchiveentry.lastwritetime
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public async Task HandleAsync(HttpContext context)
    {
        var trace = new RpcTrace("DownloadKernelOutputZip", context.FindCaller());
        var version = pipeline.Journaled(trace, () => Require(context, trace));
        var cancellationToken = context.RequestAborted;
        context.Response.ContentType = "application/zip";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"output.zip\"";
        // What stands around the files' content is written synchronously, a few bytes each.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var zip = await ZipArchive.CreateAsync(
            context.Response.Body,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellationToken
        );
        foreach (var entry in outputs.ListingOf(version).Entries)
        {
            await AddAsync(zip, version.Folder, entry, cancellationToken);
        }
    }

    private static async Task AddAsync(
        ZipArchive zip,
        VersionFolder folder,
        OutputEntry entry,
        CancellationToken cancellationToken
    )
    {
        await using var file = OutputFolder.Open(folder.Working, entry.Name);
        if (file is null)
        {
            return;
        }

        // A backslash is a letter here, and a way out of the folder where Windows unpacks.
        var packed = zip.CreateEntry(entry.Name.Replace('\\', '_'), CompressionLevel.Fastest);
        packed.LastWriteTime =
            entry.Written < Earliest ? Earliest
            : entry.Written > Latest ? Latest
            : entry.Written;
        await using var target = await packed.OpenAsync(cancellationToken);
        await file.CopyToAsync(target, cancellationToken);
    }

    private KernelVersion Require(HttpContext context, RpcTrace trace)
    {
        var text = (string?)context.Request.RouteValues["session"];
        var version = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? catalog.FindSession(id)
            : null;
        trace.Kernel = version?.Kernel.Name;
        trace.Version = version?.Number;
        return version switch
        {
            null => throw new KaggleFault(403, "Permission 'kernelSessions.get' was denied"),
            { Kernel: var kernel } when !kernel.IsVisibleTo(trace.Caller) => throw new KaggleFault(
                403,
                "Permission 'kernelSessions.get' was denied"
            ),
            { Session.State: var state } when !state.IsFinal() => throw new KaggleFault(
                404,
                "The session has not ended yet; there is no output."
            ),
            _ => version,
        };
    }
}
