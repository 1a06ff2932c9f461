using System.Buffers;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>
/// The log of a version: of a session under way as server-sent events that begin at the start and follow it to
/// END_OF_LOG, of an ended one as a JSON array.
/// </summary>
internal sealed class LogStreamEndpoint(
    KernelCatalog catalog,
    RpcPipeline pipeline,
    Holds holds,
    IHostApplicationLifetime lifetime
)
{
    public Task HandleAsync(HttpContext context)
    {
        var request = new SessionRequest
        {
            UserName = (string?)context.Request.RouteValues["owner"],
            KernelSlug = (string?)context.Request.RouteValues["slug"],
            VersionLabel = context.Request.Query["versionLabel"],
        };
        return HandleAsync(context, trace => catalog.Require(request, trace).Version);
    }

    /// <summary>GetKernelSessionLogsStream: the same, asked for by a kernel's name or by a session's id.</summary>
    public async Task HandleCallAsync(HttpContext context)
    {
        var request = await context.Request.ReadJsonAsync(WireJson.Default.LogsStreamRequest);
        var named = new SessionRequest
        {
            UserName = request.UserName,
            KernelSlug = request.KernelSlug,
            VersionLabel = request.VersionLabel,
        };
        await HandleAsync(
            context,
            trace =>
                request.KernelSessionId is > 0 and { } id
                    ? catalog.RequireSession(id, trace)
                    : catalog.Require(named, trace).Version
        );
    }

    private async Task HandleAsync(HttpContext context, Func<RpcTrace, KernelVersion> find)
    {
        var trace = new RpcTrace("LogStream", context.FindCaller());
        await holds.PassAsync("LogStream", context.RequestAborted);
        var version = pipeline.Journaled(trace, () => find(trace));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        try
        {
            var ended = version.Session.State.IsFinal();
            await (ended ? SendArrayAsync(context, version, until.Token) : FollowAsync(context, version, until.Token));
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task FollowAsync(
        HttpContext context,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        await response.Body.FlushAsync(cancellationToken);
        await foreach (var block in version.Session.Log.ReadAsync(cancellationToken))
        {
            WriteEvents(response.BodyWriter, block.Span);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        await response.WriteAsync("data: END_OF_LOG\n\n", cancellationToken);
    }

    private static void WriteEvents(IBufferWriter<byte> writer, ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            writer.Write("data: "u8);
            writer.Write(lines[..end]);
            writer.Write("\n\n"u8);
            lines = lines[(end + 1)..];
        }
    }

    private static async Task SendArrayAsync(
        HttpContext context,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await LogArray.WriteAsync(version.Session.Log, context.Response.BodyWriter, cancellationToken);
    }
}
