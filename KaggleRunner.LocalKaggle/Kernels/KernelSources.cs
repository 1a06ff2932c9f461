using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Kernels as inputs of kernels: <c>owner/slug</c> or <c>owner/slug/version</c>.</summary>
internal sealed class KernelSources(KernelCatalog catalog) : ISourceCatalog
{
    public SourceKind Kind => SourceKind.Kernel;

    public bool MayUse(string source, Account account) =>
        Find(source) is { } version && version.Kernel.IsVisibleTo(account);

    public bool HasName(string owner, string slug) => catalog.Find($"{owner}/{slug}") is not null;

    /// <summary>The version whose outputs the source names: the one it pins, or the newest that was run.</summary>
    public KernelVersion? Find(string source)
    {
        var owner = source.IndexOf('/', StringComparison.Ordinal);
        if (owner < 0)
        {
            return null;
        }

        var (slug, pinned) = VersionName.FromSlug(source[(owner + 1)..]);
        return catalog.Find($"{source[..owner]}/{slug}") is { } kernel ? kernel.Find(pinned ?? kernel.NewestRun) : null;
    }
}
