namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Tells a push which of its data sources there are, for the user who pushes.</summary>
internal interface ISourceCatalog
{
    /// <summary>Whether a version of the dataset is ready and the user may see it.</summary>
    bool HasDataset(string user, string owner, string slug);

    /// <summary>Whether a version of the kernel has completed and the user may see it.</summary>
    bool HasKernel(string user, string owner, string slug);
}
