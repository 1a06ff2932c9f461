using System.Globalization;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Tells what a request asks for, and of which kernel, without disturbing whoever handles it.</summary>
internal sealed class FaultCallReader(KernelCatalog catalog, HomeLayout home)
{
    private static readonly string[] Prefixes = ["/api/v1", "/v1"];

    public async Task<FaultCall> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(DownloadEndpoint.Prefix, StringComparison.Ordinal, out var session))
        {
            return new(FaultCallKind.Download, "Download", KernelOf(SessionIn(session)));
        }

        if (HttpMethods.IsPut(request.Method))
        {
            return new(FaultCallKind.Upload, "Upload");
        }

        foreach (var prefix in Prefixes)
        {
            if (request.Path.StartsWithSegments(prefix, StringComparison.Ordinal, out var rest))
            {
                return HttpMethods.IsPost(request.Method) ? await ReadRpcAsync(context, rest) : ReadGet(request, rest);
            }
        }

        return new(FaultCallKind.None, "");
    }

    private static FaultCall ReadGet(HttpRequest request, PathString rest)
    {
        var parts = rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kernel = parts.Length > 4 ? $"{parts[3]}/{parts[4]}" : null;
        return rest.StartsWithSegments("/kernels/logs/stream", StringComparison.Ordinal)
            ? new(FaultCallKind.Stream, "LogStream", kernel, request.Query["versionLabel"])
            : new(FaultCallKind.None, "");
    }

    private static async Task<FaultCall> ReadRpcAsync(HttpContext context, PathString rest)
    {
        var path = rest.Value!;
        var slash = path.LastIndexOf('/');
        var method = path[(slash + 1)..];
        if (!path.Contains('.', StringComparison.Ordinal))
        {
            return new(FaultCallKind.None, method);
        }

        var kind =
            string.Equals(method, "SaveKernel", StringComparison.Ordinal) ? FaultCallKind.Push
            : method.StartsWith("Get", StringComparison.Ordinal) || method.StartsWith("List", StringComparison.Ordinal)
                ? FaultCallKind.Read
            : FaultCallKind.Write;
        var (kernel, version) = await ReadBodyAsync(context);
        // The log asked for as a call is a stream all the same.
        return method is "GetKernelSessionLogsStream"
            ? new(FaultCallKind.Stream, "LogStream", kernel, version)
            : new(kind, method, kernel, version);
    }

    private static async Task<(string? Kernel, string? Version)> ReadBodyAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        try
        {
            using var body = await JsonDocument.ParseAsync(
                context.Request.Body,
                cancellationToken: context.RequestAborted
            );
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? (KernelIn(body.RootElement), Text(body.RootElement, "versionLabel"))
                : (null, null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
        finally
        {
            context.Request.Body.Position = 0;
        }
    }

    private static string? KernelIn(JsonElement body) =>
        Text(body, "kernelSlug") is { } slug ? $"{Text(body, "userName")}/{slug}" : Text(body, "slug");

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? SessionIn(PathString path) =>
        long.TryParse(path.Value.AsSpan().TrimStart('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    // A version's folder is kernels/OWNER/SLUG/vN.
    private string? KernelOf(long? session) =>
        session is { } id && catalog.FindSession(id) is { } version
            ? Path.GetRelativePath(home.Kernels, Path.GetDirectoryName(version.Folder.Root)!)
            : null;
}
