using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Outputs;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.StatusPage;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>
/// Lets in who may come: a page in a browser must not make this server run code, be it by a form (bodies are JSON), by
/// script (no foreign origin) or by a name that points to this machine (no foreign host).
/// </summary>
internal sealed class RequestGate(RequestDelegate next, Accounts accounts, Activity activity)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsLoopback(request.Host.Host))
        {
            throw new KaggleFault(403, "This host name is not one of this server's.");
        }

        if (!HasOwnOrigin(request))
        {
            throw new KaggleFault(403, "Pages of other origins may not use this server.");
        }

        var caller = accounts.FindByHeader(request.Headers.Authorization);
        if (caller is null && !IsOpen(request.Path))
        {
            throw new KaggleFault(401, CallerFeature.Refusal);
        }

        context.SetCaller(caller);

        if (HasBody(request) && !request.HasJsonContentType() && !IsUpload(request.Path))
        {
            throw new KaggleFault(415, "The body must be JSON (Content-Type: application/json).");
        }

        if (request.Path != "/healthz")
        {
            activity.Touch();
        }

        return next(context);
    }

    private static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static bool HasOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length == 0 || string.Equals(origin, $"http://{request.Host}", StringComparison.Ordinal))
            && site is "" or "none" or "same-origin";
    }

    // Files of any kind, sent to an address that nobody else knows.
    private static bool IsUpload(PathString path) =>
        path.StartsWithSegments(BlobUploadEndpoint.Prefix, StringComparison.Ordinal);

    // A signed address is its own key.
    private static bool IsOpen(PathString path) =>
        path == "/healthz"
        || StatusEndpoints.Owns(path)
        || path.StartsWithSegments(DownloadEndpoint.Prefix, StringComparison.Ordinal)
        || IsUpload(path)
        || AccountEndpoints.IsOpen(path);

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
}
