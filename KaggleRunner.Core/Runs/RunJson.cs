using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs;

/// <summary>The JSON form of a run, in the database and in <c>run.json</c>: identifiers are strings, enums are names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RunIdConverter), typeof(KernelRefConverter)]
)]
[JsonSerializable(typeof(Run))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>How an account stands in the document.</summary>
    internal static string NameOf(Kaggle.KaggleAccountKind account) => account.ToString();

    /// <summary>The run as JSON.</summary>
    public static string Write(Run run) => JsonSerializer.Serialize(run, Default.Run);

    /// <summary>The run that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no run.</exception>
    public static Run Read(string json) =>
        JsonSerializer.Deserialize(json, Default.Run) ?? throw new JsonException("The document is no run.");

    private sealed class RunIdConverter : JsonConverter<RunId>
    {
        public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            var slash = text.LastIndexOf('/');
            return slash > 0 && int.TryParse(text.AsSpan(slash + 1), out var number)
                ? new RunId(new ProjectId(text[..slash]), number)
                : throw new JsonException($"'{text}' is no run id.");
        }

        public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class KernelRefConverter : JsonConverter<KernelRef>
    {
        public override KernelRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = (reader.GetString() ?? "").Split('/');
            return parts.Length == 2
                ? new KernelRef(parts[0], parts[1])
                : throw new JsonException("A kernel is written owner/slug.");
        }

        public override void Write(Utf8JsonWriter writer, KernelRef value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
