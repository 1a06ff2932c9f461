using System.Globalization;
using KaggleRunner.LocalKaggle.Outputs;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>
/// DownloadKernelOutput, as a call and as an address: leads to the archive of a session, or to one of its files. Where it
/// leads carries the session's id: the one place outside the run that tells it.
/// </summary>
internal sealed class OutputRedirect(KernelCatalog catalog, RpcPipeline pipeline, SignedUrls urls)
{
    private const string Method = "DownloadKernelOutput";

    public async Task HandleCallAsync(HttpContext context)
    {
        var request = await context.Request.ReadJsonAsync(WireJson.Default.DownloadKernelOutputRequest);
        Redirect(context, request);
    }

    public Task HandleAddressAsync(HttpContext context)
    {
        var number = context.Request.Query["versionNumber"].ToString();
        var request = new DownloadKernelOutputRequest(
            (string?)context.Request.RouteValues["owner"],
            (string?)context.Request.RouteValues["slug"],
            (string?)context.Request.RouteValues["file"],
                // A number that is none names a version that does not exist.
                number.Length == 0
                    ? null
                : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
                : -1
        );
        Redirect(context, request);
        return Task.CompletedTask;
    }

    private void Redirect(HttpContext context, DownloadKernelOutputRequest request)
    {
        var trace = new RpcTrace(Method, context.FindCaller());
        var session = new SessionRequest
        {
            UserName = request.OwnerSlug,
            KernelSlug = request.KernelSlug,
            VersionLabel = request.VersionNumber is null or 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"v{request.VersionNumber}"),
        };
        var target = pipeline.Journaled(trace, () => Target(context.Request, catalog.Require(session, trace), request));
        context.Response.Redirect(target);
    }

    private string Target(
        HttpRequest request,
        (Kernel Kernel, KernelVersion Version) found,
        DownloadKernelOutputRequest asked
    )
    {
        var version = found.Version;
        if (version.Session.State == SessionState.NewScript)
        {
            throw new KaggleFault(404, $"{found.Kernel.Name} v{version.Number} was saved and not run.");
        }

        if (asked.FilePath is { Length: > 0 } file)
        {
            return version.Session.State.IsFinal() && OutputFolder.Find(version.Folder.Working, file) is not null
                ? urls.Sign(version.Session.Id, file)
                : throw new KaggleFault(404, $"{found.Kernel.Name} has no output file '{file}'.");
        }

        // On the host that was asked: clients keep their authorization to it.
        var path = request.Path.Value!;
        var prefix = path[..path.IndexOf("/kernels", StringComparison.Ordinal)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Scheme}://{request.Host}{prefix}/kernels/output/download_zip/{version.Session.Id}"
        );
    }
}
