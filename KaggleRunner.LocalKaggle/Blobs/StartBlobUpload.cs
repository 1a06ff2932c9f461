using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>Announces a file and hands out the address that takes it.</summary>
internal sealed class StartBlobUpload(BlobStore blobs, LocalKaggleOptions options, ServerAddress address)
{
    private const int MaxUnused = 20_000;

    public StartBlobUploadResponse Handle(string user, StartBlobUploadRequest request)
    {
        if (BlobName.Complaint(request.Name) is { } complaint)
        {
            throw new KaggleFault(400, complaint);
        }

        if (request.ContentLength is not >= 0 || request.ContentLength > options.DatasetLimit)
        {
            throw new KaggleFault(
                400,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The length of the file must be between 0 and {options.DatasetLimit} bytes."
                )
            );
        }

        if (request.Type is not (null or "" or "DATASET"))
        {
            throw new KaggleFault(400, $"The local Kaggle takes files for datasets only, not for {request.Type}.");
        }

        if (blobs.Count >= MaxUnused)
        {
            throw new KaggleFault(429, "Too many uploads stand unused; they are thrown away after a day.");
        }

        var blob = blobs.Start(user, request.Name!, request.ContentLength.Value);
        return new(blob.Record.Token, address.At($"{BlobUploadEndpoint.Prefix}/{blob.Record.Key}"));
    }
}
