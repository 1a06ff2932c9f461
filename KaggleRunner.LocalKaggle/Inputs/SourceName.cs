namespace KaggleRunner.LocalKaggle.Inputs;

/// <summary><c>owner/slug</c>, as pushes name their sources.</summary>
internal readonly record struct SourceName(string Owner, string Slug)
{
    public static SourceName? Parse(string? text) =>
        text?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } slug] ? new(owner, slug) : null;
}
