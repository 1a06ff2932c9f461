using System.Text.Json.Serialization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>How far the server has come with a version; names and numbers are the protocol's.</summary>
[JsonConverter(typeof(UpperSnakeConverter<DatasetStatus>))]
internal enum DatasetStatus
{
    NotYetPersisted = 0,
    BlobsReceived = 1,
    BlobsDecompressed = 2,

    [JsonStringEnumMemberName("BLOBS_COPIED_TO_SDS")]
    BlobsCopiedToSds = 3,
    IndividualBlobsCompressed = 4,
    Ready = 5,
    Failed = 6,
    Deleted = 7,
    Reprocessing = 8,
}
