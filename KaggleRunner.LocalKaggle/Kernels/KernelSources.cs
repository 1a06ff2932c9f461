namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Kernels as inputs of kernels. Where nothing else lives, this is all there is.</summary>
internal sealed class KernelSources(KernelCatalog catalog) : ISourceCatalog
{
    public bool HasDataset(string user, string owner, string slug) => false;

    public bool HasKernel(string user, string owner, string slug) =>
        catalog.Find($"{owner}/{slug}") is { } kernel && kernel.IsVisibleTo(user) && kernel.NewestComplete is not null;
}
