using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>What a log event says.</summary>
internal sealed record StreamText(string Stream, double Time, string Data);

/// <summary>An event of a live log: what stands after <c>data: </c>, and what it says if that could be read.</summary>
internal sealed record StreamEvent(string Payload, StreamText? Text)
{
    public bool IsSentinel => string.Equals(Payload, "END_OF_LOG", StringComparison.Ordinal);

    public static StreamEvent Read(string payload)
    {
        try
        {
            var json = JsonElement.Parse(payload);
            return new(
                payload,
                new StreamText(
                    json.GetProperty("stream_name").GetString()!,
                    json.GetProperty("time").GetDouble(),
                    json.GetProperty("data").GetString()!
                )
            );
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new(payload, null);
        }
    }

    /// <summary>The same text in pieces. Their times differ a little: equal events are the same event.</summary>
    public static IEnumerable<StreamEvent> Pieces(StreamText text, IEnumerable<int> cuts)
    {
        var start = 0;
        var piece = 0;
        foreach (var cut in cuts.Append(text.Data.Length).Where(cut => cut > 0).Distinct())
        {
            yield return Write(text with { Time = text.Time + piece++ * 1e-7, Data = text.Data[start..cut] });
            start = cut;
        }
    }

    private static StreamEvent Write(StreamText text)
    {
        var json = new StringBuilder();
        json.Append(
            CultureInfo.InvariantCulture,
            $"{{\"stream_name\":\"{text.Stream}\",\"time\":{text.Time:0.0######},"
        );
        json.Append("\"data\":\"");
        foreach (var letter in text.Data)
        {
            // By hand: half a surrogate pair, which the platform's writer refuses, is what a split character is.
            if (letter is '"' or '\\' || char.IsControl(letter) || char.IsSurrogate(letter))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                json.Append(letter);
            }
        }

        return new(json.Append("\"}").ToString(), text);
    }
}
