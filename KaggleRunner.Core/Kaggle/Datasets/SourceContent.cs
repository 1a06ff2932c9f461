namespace KaggleRunner.Core.Kaggle;

/// <summary>A source that is to stand in a dataset.</summary>
/// <param name="Path">The file with its bytes.</param>
/// <param name="Sha256">Of these bytes, in small hexadecimal digits.</param>
/// <param name="Notes">Says on Kaggle what the version is.</param>
public sealed record SourceContent(DatasetRef Dataset, string Path, string Sha256, long Bytes, string Notes);

/// <summary>How far an upload is; with all bytes sent, Kaggle prepares the dataset.</summary>
public sealed record SourceProgress(long Sent, long Total)
{
    public bool IsSent => Sent >= Total;
}
