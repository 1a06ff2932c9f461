namespace KaggleRunner.LocalKaggle.Blobs;

internal sealed record StartBlobUploadRequest
{
    public string? Type { get; init; }
    public string? Name { get; init; }
    public long? ContentLength { get; init; }
    public long? LastModifiedEpochSeconds { get; init; }
    public string? ContentType { get; init; }
}

internal sealed record StartBlobUploadResponse(string Token, string CreateUrl);

/// <summary>What storage answers to an upload that is whole.</summary>
internal sealed record BlobAnswer(string Name, long Size);
