using System.Buffers;
using System.Globalization;
using KaggleRunner.LocalKaggle.Kernels;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>A session's log for the page: its last part, and then all that follows.</summary>
internal sealed class StatusLog(IHostApplicationLifetime lifetime)
{
    private const long Tail = 1_000_000;

    public async Task SendAsync(HttpContext context, KernelVersion version)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        var response = context.Response;
        response.ContentType = "text/event-stream";
        try
        {
            await response.Body.FlushAsync(until.Token);
            await SendAsync(response, version, until.Token);
            await response.WriteAsync("event: end\ndata:\n\n", until.Token);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task SendAsync(
        HttpResponse response,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        var file = new FileInfo(version.Folder.Log);
        var skip = Math.Max((file.Exists ? file.Length : 0) - Tail, 0);
        if (skip > 0)
        {
            var told = skip.ToString(CultureInfo.InvariantCulture);
            await response.WriteAsync($"event: skipped\ndata: {told}\n\n", cancellationToken);
        }

        var position = 0L;
        await foreach (var block in version.Session.Log.ReadAsync(cancellationToken))
        {
            position += block.Length;
            if (position > skip)
            {
                WriteEvents(response.BodyWriter, block.Span);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
    }

    private static void WriteEvents(IBufferWriter<byte> writer, ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            writer.Write("event: log\ndata: "u8);
            writer.Write(lines[..end]);
            writer.Write("\n\n"u8);
            lines = lines[(end + 1)..];
        }
    }
}
