using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>A finished log as one JSON array.</summary>
internal static class LogArray
{
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(SessionLog log, PipeWriter writer, CancellationToken cancellationToken)
    {
        writer.Write("["u8);
        var first = true;
        await foreach (var block in log.ReadAsync(cancellationToken))
        {
            first = WriteElements(writer, block.Span, first);
            await writer.FlushAsync(cancellationToken);
        }

        writer.Write("]"u8);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>The same array as a JSON string, a block at a time.</summary>
    public static async Task WriteStringAsync(
        SessionLog log,
        Utf8JsonWriter json,
        PipeWriter writer,
        CancellationToken cancellationToken
    )
    {
        json.WriteStringValueSegment("["u8, isFinalSegment: false);
        var first = true;
        await foreach (var block in log.ReadAsync(cancellationToken))
        {
            var elements = new ArrayBufferWriter<byte>(block.Length + 1024);
            first = WriteElements(elements, block.Span, first);
            json.WriteStringValueSegment(elements.WrittenSpan, isFinalSegment: false);
            await json.FlushAsync(cancellationToken);
            await writer.FlushAsync(cancellationToken);
        }

        json.WriteStringValueSegment("]"u8, isFinalSegment: true);
    }

    private static bool WriteElements(IBufferWriter<byte> writer, ReadOnlySpan<byte> lines, bool first)
    {
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            writer.Write(first ? ""u8 : ",\n"u8);
            writer.Write(lines[..end]);
            lines = lines[(end + 1)..];
            first = false;
        }

        return first;
    }
}
