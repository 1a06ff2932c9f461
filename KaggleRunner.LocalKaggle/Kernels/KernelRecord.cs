namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary><c>kernel.json</c>: what all versions of a kernel share. A deleted one stands there until its folder is gone.</summary>
internal sealed record KernelRecord(
    long Id,
    string Owner,
    string Slug,
    string Title,
    bool IsPrivate,
    string? KernelType = null,
    DateTimeOffset? CreatedAt = null,
    bool Deleted = false
);
