using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Logs;

/// <summary>The JSON of records, in the log as in <c>records.jsonl</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(MetricRecord))]
[JsonSerializable(typeof(TestRecord))]
[JsonSerializable(typeof(SystemRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
