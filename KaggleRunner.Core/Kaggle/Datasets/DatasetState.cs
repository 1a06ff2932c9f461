using System.Text.Json;
using System.Text.Json.Serialization;

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
internal sealed class DatasetStateConverter : JsonConverter<DatasetState>
{
    public override bool HandleNull => true;

    public override DatasetState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return DatasetState.NotYetPersisted;
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) && Enum.IsDefined((DatasetState)number)
                    ? (DatasetState)number
                    : DatasetState.Unknown;
            case JsonTokenType.String:
                return Parse(reader.GetString() ?? "");
            default:
                reader.TrySkip();
                return DatasetState.Unknown;
        }
    }

    public override void Write(Utf8JsonWriter writer, DatasetState value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static DatasetState Parse(string name) =>
        name.Length > 0
        && char.IsAsciiLetter(name[0])
        && Enum.TryParse<DatasetState>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var state)
            ? state
            : DatasetState.Unknown;
}
