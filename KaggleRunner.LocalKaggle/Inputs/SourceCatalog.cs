using KaggleRunner.LocalKaggle.Datasets;
using KaggleRunner.LocalKaggle.Kernels;

namespace KaggleRunner.LocalKaggle.Inputs;

/// <summary>What there is to be attached to a session, for whom. Competitions and models do not live here.</summary>
internal sealed class SourceCatalog(DatasetCatalog datasets, KernelCatalog kernels) : ISourceCatalog
{
    public bool HasDataset(string user, string owner, string slug) =>
        Pin(user, InputKind.Dataset, new(owner, slug)) is not null;

    public bool HasKernel(string user, string owner, string slug) =>
        Pin(user, InputKind.Kernel, new(owner, slug)) is not null;

    /// <summary>The sources that there are, each at its newest version of now; the others are left out.</summary>
    public IReadOnlyList<InputPin> PinAll(
        string user,
        IReadOnlyList<string>? datasetSources,
        IReadOnlyList<string>? kernelSources
    ) =>
        [
            .. (datasetSources ?? [])
                .Select(text => Pin(user, InputKind.Dataset, SourceName.Parse(text)))
                .OfType<InputPin>(),
            .. (kernelSources ?? [])
                .Select(text => Pin(user, InputKind.Kernel, SourceName.Parse(text)))
                .OfType<InputPin>(),
        ];

    private InputPin? Pin(string user, InputKind kind, SourceName? source)
    {
        if (source is not { } name)
        {
            return null;
        }

        return kind == InputKind.Dataset ? PinDataset(user, name) : PinKernel(user, name);
    }

    private InputPin? PinDataset(string user, SourceName name) =>
        datasets.Find(name.Owner, name.Slug) is { NewestReady: { } ready } dataset && dataset.IsVisibleTo(user)
            ? new(InputKind.Dataset, dataset.Record.Owner, dataset.Record.Slug, ready.Number)
            : null;

    private InputPin? PinKernel(string user, SourceName name) =>
        kernels.Find($"{name.Owner}/{name.Slug}") is { NewestComplete: { } newest } kernel && kernel.IsVisibleTo(user)
            ? new(InputKind.Kernel, kernel.Record.Owner, kernel.Record.Slug, newest.Number)
            : null;
}
