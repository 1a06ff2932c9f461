using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Security;

namespace KaggleRunner.Web.Artifacts;

/// <summary>Serves what runs left behind; every byte of it is taken for hostile.</summary>
internal static class ArtifactEndpoints
{
    public static void MapArtifacts(this WebApplication app)
    {
        app.MapGet("/p/{project}/runs/{number:int}/outputs/{**path}", ServeAsync);
        app.MapGet("/p/{project}/runs/{number:int}/outputs.zip", OutputsZip.ServeAsync);
        app.MapPost("/p/{project}/runs/{number:int}/outputs.zip", OutputsZip.ServeChosenAsync);
        app.MapGet("/artifacts/{signature}/{**path}", ServeSignedAsync).WithMetadata(OpenToAll.Instance);
    }

    private static async Task<IResult> ServeAsync(
        string project,
        int number,
        string path,
        HttpContext context,
        RunStore store,
        OutputStore outputs
    )
    {
        if (await FindAsync(store, outputs, new RunId(new ProjectId(project), number), path, context) is not { } file)
        {
            return NotFound();
        }

        // Opened by its address the file is a document of its own: the sandbox takes scripts and this site's cookies from it.
        context.Response.Headers.ContentSecurityPolicy =
            "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Sec-Fetch-Dest";
        var download = context.Request.Query.ContainsKey("download");
        return Send(file, download ? null : ArtifactContent.InlineType(path, context.Request));
    }

    private static async Task<IResult> ServeSignedAsync(
        string signature,
        string path,
        HttpContext context,
        ArtifactLinks links,
        RunStore store,
        OutputStore outputs
    )
    {
        if (links.Read(signature) is not { } run)
        {
            return Results.Text("This link is no longer valid; load the run's page again.\n", statusCode: 403);
        }

        if (await FindAsync(store, outputs, run, path, context) is not { } file)
        {
            return NotFound();
        }

        // Scripts may run, without an origin, and reach nothing but the outputs of this very run.
        var own = $"{context.Request.Scheme}://{context.Request.Host}/artifacts/{signature}/";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"sandbox allow-scripts; default-src 'none'; script-src {own} 'unsafe-inline' 'unsafe-eval'; "
            + $"style-src {own} 'unsafe-inline'; img-src {own} data: blob:; font-src {own} data:; media-src {own} data: blob:; "
            + $"connect-src {own}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
        headers.Remove("X-Frame-Options");
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = "private, no-store";
        return Send(file, ArtifactContent.SandboxedType(path));
    }

    private static async Task<string?> FindAsync(
        RunStore store,
        OutputStore outputs,
        RunId id,
        string path,
        HttpContext context
    )
    {
        var run = await store.FindAsync(id, context.RequestAborted);
        return run is null ? null : outputs.Find(run.Folder, path);
    }

    private static IResult Send(string file, string? type)
    {
        var name = type is null ? Path.GetFileName(file) : null;
        return Results.File(file, type ?? "application/octet-stream", name, enableRangeProcessing: true);
    }

    private static IResult NotFound() => Results.Text("There is no such file.\n", statusCode: 404);
}
