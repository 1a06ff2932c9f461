using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

internal sealed record StartBlobUploadRequest(
    string Type,
    string Name,
    long ContentLength,
    long LastModifiedEpochSeconds
);

internal sealed record StartBlobUploadAnswer(string? Token, string? CreateUrl);

/// <summary>A file of a dataset: an upload that has ended.</summary>
internal sealed record DatasetFile(string Token);

internal sealed record CreateDatasetRequest(
    string OwnerSlug,
    string Slug,
    string Title,
    string LicenseName,
    bool IsPrivate,
    IReadOnlyList<DatasetFile> Files
);

internal sealed record CreateDatasetVersionRequest(string OwnerSlug, string DatasetSlug, DatasetVersionBody Body);

internal sealed record DatasetVersionBody(
    string VersionNotes,
    IReadOnlyList<DatasetFile> Files,
    bool DeleteOldVersions
);

internal sealed record CreateDatasetAnswer(string? Ref, string? Url);

internal sealed record DatasetRequest(string OwnerSlug, string DatasetSlug);

internal sealed record DatasetStatusAnswer
{
    /// <summary>Left out by the sender when NOT_YET_PERSISTED, its value 0.</summary>
    [JsonConverter(typeof(DatasetStateConverter))]
    public DatasetState Status { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(StartBlobUploadRequest))]
[JsonSerializable(typeof(StartBlobUploadAnswer))]
[JsonSerializable(typeof(CreateDatasetRequest))]
[JsonSerializable(typeof(CreateDatasetVersionRequest))]
[JsonSerializable(typeof(CreateDatasetAnswer))]
[JsonSerializable(typeof(DatasetRequest))]
[JsonSerializable(typeof(DatasetStatusAnswer))]
internal sealed partial class DatasetJson : JsonSerializerContext;
