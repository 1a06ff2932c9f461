namespace KaggleRunner.Core.Kaggle;

/// <summary>Identifies a dataset on Kaggle: <c>owner/slug</c>.</summary>
public readonly record struct DatasetRef(string Owner, string Slug)
{
    public override string ToString() => $"{Owner}/{Slug}";
}

/// <summary>An upload that was begun.</summary>
/// <param name="Token">Names the upload when a dataset is made of it.</param>
/// <param name="Address">Where the bytes go: signed, a secret.</param>
public sealed record BlobTicket(string Token, Uri Address)
{
    public override string ToString() => nameof(BlobTicket);
}
