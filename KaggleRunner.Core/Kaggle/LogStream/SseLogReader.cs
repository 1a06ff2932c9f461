using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Reads a running session's log: an event each <c>data:</c> line, as the official tool does.</summary>
internal sealed class SseLogReader(Stream stream)
{
    private const int LongestLine = 128 << 20;
    private double _time;

    /// <summary>True once <c>END_OF_LOG</c> was read.</summary>
    public bool Ended { get; private set; }

    public async IAsyncEnumerable<LogEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new ByteLineReader(stream, LongestLine);
        while (await lines.FillAsync(cancellationToken).ConfigureAwait(false))
        {
            while (lines.TryTake(out var line))
            {
                if (!TryPayload(line, out var payload))
                {
                    continue;
                }

                if (IsEnd(payload))
                {
                    Ended = true;
                    yield break;
                }

                yield return Read(payload.Span);
            }
        }

        // What was cut in the middle of a line comes whole with the next connection.
        Ended = TryPayload(lines.Remainder, out var rest) && IsEnd(rest);
    }

    private static bool TryPayload(ReadOnlyMemory<byte> line, out ReadOnlyMemory<byte> payload)
    {
        var isData = line.Span.StartsWith("data:"u8);
        payload = isData ? line[5..] : default;
        if (isData && !payload.IsEmpty && payload.Span[0] == ' ')
        {
            payload = payload[1..];
        }

        return isData;
    }

    private static bool IsEnd(ReadOnlyMemory<byte> payload) => payload.Span.Trim(" \r"u8).SequenceEqual("END_OF_LOG"u8);

    private LogEvent Read(ReadOnlySpan<byte> payload)
    {
        if (AnswerText.LooksLikeJsonObject(payload))
        {
            try
            {
                if (JsonSerializer.Deserialize(payload, KaggleJson.Default.LogPayload) is { IsEvent: true } parsed)
                {
                    _time = parsed.Time ?? _time;
                    return parsed.ToEvent() with { Time = _time };
                }
            }
            catch (JsonException)
            {
                // A program's own text that begins with a brace.
            }
        }

        return new LogEvent("stdout", _time, Encoding.UTF8.GetString(payload) + "\n");
    }
}
