using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>Reads <c>"CANCEL_REQUESTED"</c> or the protocol's number of a value of <typeparamref name="T"/>.</summary>
/// <param name="absent">What <c>null</c> means.</param>
/// <param name="unknown">What stands for a name or number that this client does not know.</param>
internal abstract class LenientEnumConverter<T>(T absent, T unknown) : JsonConverter<T>
    where T : struct, Enum
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return absent;
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) && Enum.IsDefined(typeof(T), number)
                    ? (T)Enum.ToObject(typeof(T), number)
                    : unknown;
            case JsonTokenType.String:
                return Parse(reader.GetString() ?? "");
            default:
                reader.TrySkip();
                return unknown;
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    // A string of digits is no name.
    private T Parse(string name) =>
        name.Length > 0
        && char.IsAsciiLetter(name[0])
        && Enum.TryParse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : unknown;
}
