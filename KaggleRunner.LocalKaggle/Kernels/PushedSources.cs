using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>The sources of a push, told apart by whether its author may use them.</summary>
internal sealed class PushedSources
{
    private readonly Dictionary<SourceKind, (List<string> Valid, List<string> Invalid)> _sources = [];

    public PushedSources(SaveKernelRequest request, Account author, IEnumerable<ISourceCatalog> catalogs)
    {
        var known = catalogs.ToLookup(catalog => catalog.Kind);
        Judge(SourceKind.Dataset, request.DatasetDataSources);
        Judge(SourceKind.Kernel, request.KernelDataSources);
        Judge(SourceKind.Competition, request.CompetitionDataSources);
        Judge(SourceKind.Model, request.ModelDataSources);

        void Judge(SourceKind kind, IReadOnlyList<string>? asked)
        {
            var judged = (asked ?? []).ToLookup(source => known[kind].Any(catalog => catalog.MayUse(source, author)));
            _sources[kind] = ([.. judged[true]], [.. judged[false]]);
        }
    }

    public IReadOnlyList<string>? Valid(SourceKind kind) => _sources[kind].Valid.NotEmpty();

    public IReadOnlyList<string>? Invalid(SourceKind kind) => _sources[kind].Invalid.NotEmpty();
}
