using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>
/// The sources of a push, told apart by whether its author may use them: the invalid ones are named in the answer, and
/// the version runs without them, as on Kaggle. Competitions and models do not live here.
/// </summary>
internal sealed class PushedSources(SaveKernelRequest request, string author, ISourceCatalog catalog)
{
    public IReadOnlyList<string>? Datasets => Of(request.DatasetDataSources, catalog.HasDataset, wanted: true);
    public IReadOnlyList<string>? Kernels => Of(request.KernelDataSources, catalog.HasKernel, wanted: true);
    public IReadOnlyList<string>? InvalidDatasets => Of(request.DatasetDataSources, catalog.HasDataset, wanted: false);
    public IReadOnlyList<string>? InvalidKernels => Of(request.KernelDataSources, catalog.HasKernel, wanted: false);
    public IReadOnlyList<string>? InvalidCompetitions => request.CompetitionDataSources.NotEmpty();
    public IReadOnlyList<string>? InvalidModels => request.ModelDataSources.NotEmpty();

    private List<string>? Of(IReadOnlyList<string>? sources, Func<string, string, string, bool> has, bool wanted)
    {
        var found = (sources ?? []).Where(source => Has(source, has) == wanted).ToList();
        return found.Count > 0 ? found : null;
    }

    private bool Has(string? source, Func<string, string, string, bool> has) =>
        source?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } slug] && has(author, owner, slug);
}
