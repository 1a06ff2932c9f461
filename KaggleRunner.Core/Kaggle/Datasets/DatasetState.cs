using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>How far Kaggle is with a dataset's newest version, with the numbers of its protocol.</summary>
public enum DatasetState
{
    /// <summary>A name that this client does not know.</summary>
    Unknown = -1,
    NotYetPersisted = 0,
    BlobsReceived = 1,
    BlobsDecompressed = 2,
    BlobsCopiedToSds = 3,
    IndividualBlobsCompressed = 4,
    Ready = 5,
    Failed = 6,
    Deleted = 7,
    Reprocessing = 8,
}

/// <summary>Reads <c>"BLOBS_RECEIVED"</c> or a number; what it does not know is <see cref="DatasetState.Unknown"/>.</summary>
internal sealed class DatasetStateConverter()
    : LenientEnumConverter<DatasetState>(DatasetState.NotYetPersisted, DatasetState.Unknown);
