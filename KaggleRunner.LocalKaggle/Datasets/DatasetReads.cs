using System.Globalization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Outputs;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>GetDatasetStatus, GetDataset, ListDatasetFiles and ListDatasets.</summary>
internal sealed class DatasetReads(DatasetCatalog catalog, FolderListings listings, ServerAddress address)
{
    public DatasetStatusResponse Status(string user, DatasetRequest request, RpcTrace trace)
    {
        var version = Require(user, request, trace).Newest.Record;
        return new(version.Status == DatasetStatus.NotYetPersisted ? null : version.Status, version.Error);
    }

    public DatasetAnswer Get(string user, DatasetRequest request, RpcTrace trace) =>
        Describe(Require(user, request, trace), withVersions: true);

    public ListDatasetFilesResponse ListFiles(string user, DatasetRequest request, RpcTrace trace)
    {
        var dataset = Require(user, request, trace);
        if (dataset.Choose(request.DatasetVersionNumber) is not { IsReady: true } version)
        {
            return new(null, null);
        }

        trace.Version = version.Number;
        var (page, next) = listings
            .Of(
                string.Create(CultureInfo.InvariantCulture, $"dataset {dataset.Record.Id} v{version.Number}"),
                version.Files
            )
            .Page(request.PageSize, request.PageToken);
        var files = page.Select(file => new DatasetFileAnswer(
            $"{dataset.Name}/{file.Name}",
            dataset.Name,
            dataset.Record.Owner,
            file.Name,
            Timestamps.Format(version.Record.CreatedAt),
            file.Size
        ));
        return new(files.ToList().NotEmpty(), next);
    }

    public ListDatasetsResponse List(string user, ListDatasetsRequest request)
    {
        var size = Math.Clamp(request.PageSize is > 0 and { } asked ? asked : 20, 1, 200);
        var page = int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token)
            ? token
            : request.Page ?? 1;
        page = Math.Clamp(page, 1, 1_000_000);
        var all = catalog
            .Datasets.Where(dataset => dataset.IsVisibleTo(user) && Matches(dataset, request, user))
            .OrderByDescending(dataset => dataset.Newest.Record.CreatedAt)
            .ToList();
        var datasets = all.Skip((page - 1) * size).Take(size).Select(one => Describe(one, withVersions: false));
        return new(
            datasets.ToList().NotEmpty(),
            (long)page * size < all.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static bool Matches(Dataset dataset, ListDatasetsRequest request, string user) =>
        IsOf(request.Group is "MY" ? user : request.User, dataset)
        && (
            string.IsNullOrEmpty(request.Search)
            || dataset.Record.Title.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
            || dataset.Record.Slug.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsOf(string? owner, Dataset dataset) =>
        string.IsNullOrEmpty(owner) || string.Equals(owner, dataset.Record.Owner, StringComparison.OrdinalIgnoreCase);

    private Dataset Require(string user, DatasetRequest request, RpcTrace trace)
    {
        trace.Kernel = $"{request.OwnerSlug}/{request.DatasetSlug}";
        return catalog.Require(user, request.OwnerSlug, request.DatasetSlug);
    }

    private DatasetAnswer Describe(Dataset dataset, bool withVersions)
    {
        var newest = dataset.Newest;
        return new()
        {
            Id = dataset.Record.Id,
            Ref = dataset.Name,
            Subtitle = dataset.Record.Subtitle,
            CreatorName = dataset.Record.Owner,
            TotalBytes = newest.Record.TotalBytes,
            Url = address.At($"/datasets/{dataset.Name}"),
            LastUpdated = Timestamps.Format(newest.Record.CreatedAt),
            IsPrivate = dataset.Record.IsPrivate,
            LicenseName = dataset.Record.License,
            Description = dataset.Record.Description,
            OwnerName = dataset.Record.Owner,
            OwnerRef = dataset.Record.Owner,
            Title = dataset.Record.Title,
            CurrentVersionNumber = newest.Number,
            Versions = withVersions
                ? [.. dataset.Versions.Reverse().Select(version => Describe(version, dataset.Record.Owner))]
                : null,
        };
    }

    private static DatasetVersionAnswer Describe(DatasetVersion version, string owner) =>
        new(
            version.Number,
            Timestamps.Format(version.Record.CreatedAt),
            owner,
            version.Record.Notes,
            version.Status.ToString()
        );
}
