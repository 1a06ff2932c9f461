namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary><c>kernel.json</c>: what all versions of a kernel share.</summary>
internal sealed record KernelRecord(long Id, string Owner, string Slug, string Title, bool IsPrivate);
