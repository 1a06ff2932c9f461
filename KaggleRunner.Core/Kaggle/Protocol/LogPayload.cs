using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>One object of the log stream or of the finished array; null members were not there.</summary>
[JsonConverter(typeof(LogPayloadConverter))]
internal sealed record LogPayload(string? StreamName, double? Time, string? Data)
{
    /// <summary>False for JSON that a program printed itself.</summary>
    public bool IsEvent => StreamName is not null || Data is not null;

    public LogEvent ToEvent() => new(StreamName is "stderr" ? "stderr" : "stdout", Time ?? 0, Data ?? "");
}

/// <summary>Reads by hand: fast, and forgiving to members of another kind and to text that is no valid Unicode.</summary>
internal sealed class LogPayloadConverter : JsonConverter<LogPayload>
{
    public override LogPayload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new LogPayload(StreamName: null, Time: null, LenientText.Read(ref reader));
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.TrySkip();
            return new LogPayload(StreamName: null, Time: null, Data: null);
        }

        string? stream = null;
        double? time = null;
        string? data = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isStream, isTime, isData) = (
                reader.ValueTextEquals("stream_name"u8),
                reader.ValueTextEquals("time"u8),
                reader.ValueTextEquals("data"u8)
            );
            reader.Read();
            stream = isStream ? Text(ref reader) : stream;
            data = isData ? Text(ref reader) : data;
            time = isTime && reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : time;
            reader.TrySkip();
        }

        return new LogPayload(stream, time, data);
    }

    public override void Write(Utf8JsonWriter writer, LogPayload value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static string? Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? LenientText.Read(ref reader) : null;
}
