using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Datasets;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(CreateDatasetRequest))]
[JsonSerializable(typeof(CreateDatasetVersionRequest))]
[JsonSerializable(typeof(DatasetRequest))]
[JsonSerializable(typeof(ListDatasetsRequest))]
[JsonSerializable(typeof(CreateDatasetResponse))]
[JsonSerializable(typeof(DatasetStatusResponse))]
[JsonSerializable(typeof(ListDatasetsResponse))]
[JsonSerializable(typeof(ListDatasetFilesResponse))]
[JsonSerializable(typeof(DatasetAnswer))]
[JsonSerializable(typeof(DatasetRecord))]
[JsonSerializable(typeof(DatasetVersionRecord))]
internal sealed partial class DatasetJson : JsonSerializerContext;
