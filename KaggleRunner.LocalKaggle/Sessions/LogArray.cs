using System.Buffers;
using System.IO.Pipelines;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>A finished log as one JSON array.</summary>
internal static class LogArray
{
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
