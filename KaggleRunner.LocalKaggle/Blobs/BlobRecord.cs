namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary><c>blob.json</c>: what was announced.</summary>
/// <param name="Token">Names the blob when it is used.</param>
/// <param name="Key">The secret part of the address it is sent to.</param>
internal sealed record BlobRecord(
    string Token,
    string Key,
    string Owner,
    string Name,
    long ContentLength,
    DateTimeOffset CreatedAt
);
