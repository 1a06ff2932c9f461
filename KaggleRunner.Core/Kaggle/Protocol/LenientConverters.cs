using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>Reads <c>"RUNNING"</c> or a number; names it does not know become <see cref="SessionState.Unknown"/>.</summary>
internal sealed class SessionStateConverter()
    : LenientEnumConverter<SessionState>(SessionState.Queued, SessionState.Unknown);

/// <summary>Reads <c>2026-07-04T01:02:03.456Z</c> with 0 to 9 digits of fraction, with or without <c>Z</c>; else null.</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.TrySkip();
            return null;
        }

        return DateTimeOffset.TryParse(
            ShortenFraction(reader.GetString() ?? ""),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    // .NET counts in ticks of 100 ns: seven digits.
    private static string ShortenFraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var digits = text.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9');
        var length = digits < 0 ? text.Length - dot - 1 : digits;
        return length <= 7 ? text : text.Remove(dot + 8, length - 7);
    }
}

/// <summary>Reads <c>"3600.000s"</c>, <c>"108000s"</c> or a number of seconds; else null.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan?>
{
    private const double MaxSeconds = 1e9;

    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetDouble(out var number) ? Seconds(number) : null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            reader.TrySkip();
            return null;
        }

        var text = (reader.GetString() ?? "").TrimEnd('s');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Seconds(seconds)
            : null;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static TimeSpan? Seconds(double seconds) =>
        Math.Abs(seconds) <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
