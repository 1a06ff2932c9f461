using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Blobs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(StartBlobUploadRequest))]
[JsonSerializable(typeof(StartBlobUploadResponse))]
[JsonSerializable(typeof(BlobAnswer))]
[JsonSerializable(typeof(BlobRecord))]
internal sealed partial class BlobJson : JsonSerializerContext;
