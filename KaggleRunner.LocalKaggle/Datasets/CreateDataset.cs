using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>CreateDataset and CreateDatasetVersion. What cannot be is told with 200 and <c>error</c>, as on Kaggle.</summary>
internal sealed class CreateDataset(
    DatasetCatalog catalog,
    KernelCatalog kernels,
    BlobStore blobs,
    DatasetProcessing processing,
    ServerAddress address,
    TimeProvider time
)
{
    public CreateDatasetResponse Handle(string user, CreateDatasetRequest request, RpcTrace trace)
    {
        var title = request.Title ?? "";
        var slug = request.Slug is { Length: > 0 } named ? named.ToLowerInvariant() : KernelTitle.Slugify(title);
        trace.Kernel = $"{user}/{slug}";
        RequireOwn(user, request.OwnerSlug ?? user);
        lock (kernels.Gate)
        {
            var complaint = DatasetRules.Complaint(slug, title) ?? Taken(user, slug, title);
            var (sent, wrong) = Take(user, request.Files);
            if ((complaint ?? wrong) is { } no)
            {
                return Refuse(no, trace);
            }

            var record = new DatasetRecord
            {
                Id = 0,
                Owner = user,
                Slug = slug,
                Title = title,
                IsPrivate = request.IsPrivate ?? false,
                License = request.LicenseName is { Length: > 0 } license ? license : "unknown",
                Subtitle = request.Subtitle,
                Description = request.Description,
            };
            var dataset = catalog.Create(record, Version(1, sent, "Initial release", deletesOlder: false), sent);
            return Begin(dataset, dataset.Newest, sent, trace);
        }
    }

    public CreateDatasetResponse Handle(string user, CreateDatasetVersionRequest request, RpcTrace trace)
    {
        lock (kernels.Gate)
        {
            var dataset = Find(user, request);
            trace.Kernel = dataset.Name;
            RequireOwn(user, dataset.Record.Owner);
            var (sent, wrong) = Take(user, request.Body?.Files);
            if (wrong is not null)
            {
                return Refuse(wrong, trace);
            }

            dataset.Record = dataset.Record with
            {
                Subtitle = request.Body!.Subtitle ?? dataset.Record.Subtitle,
                Description = request.Body.Description ?? dataset.Record.Description,
            };
            DatasetFiles.Save(dataset.Record, dataset.Folder);
            var record = Version(
                dataset.Newest.Number + 1,
                sent,
                request.Body.VersionNotes,
                request.Body.DeleteOldVersions ?? false
            );
            return Begin(dataset, DatasetFiles.Add(dataset, record, sent), sent, trace);
        }
    }

    private Dataset Find(string user, CreateDatasetVersionRequest request)
    {
        var byId = request.Id is > 0 ? catalog.Datasets.FirstOrDefault(one => one.Record.Id == request.Id) : null;
        return catalog.Require(user, byId?.Record.Owner ?? request.OwnerSlug, byId?.Record.Slug ?? request.DatasetSlug);
    }

    private static void RequireOwn(string user, string owner)
    {
        if (!string.Equals(user, owner, StringComparison.OrdinalIgnoreCase))
        {
            throw new KaggleFault(403, $"Permission 'datasets.update' was denied: {owner} is not you, {user}.");
        }
    }

    // Datasets and kernels share names.
    private string? Taken(string user, string slug, string title) =>
        catalog.Find(user, slug) is not null || catalog.Datasets.Any(one => IsTitle(one, user, title))
            ? $"The requested title \"{title}\" is already in use by a dataset. Please choose another title."
        : kernels.Find($"{user}/{slug}") is not null
            ? $"The requested slug \"{slug}\" is already in use by a notebook. Please choose another one."
        : null;

    private static bool IsTitle(Dataset dataset, string user, string title) =>
        string.Equals(dataset.Record.Owner, user, StringComparison.OrdinalIgnoreCase)
        && string.Equals(dataset.Record.Title, title, StringComparison.OrdinalIgnoreCase);

    private (IReadOnlyList<Blob> Sent, string? Complaint) Take(string user, IReadOnlyList<NewFile>? files)
    {
        var sent = new List<Blob>();
        foreach (var file in files ?? [])
        {
            if (blobs.Find(user, file.Token) is not { } blob || sent.Contains(blob))
            {
                return ([], "A file's token is unknown here, has expired or was used before. Upload the file again.");
            }

            if (!blob.IsWhole)
            {
                return ([], $"The upload of '{blob.Record.Name}' is not complete.");
            }

            sent.Add(blob);
        }

        var names = sent.Select(blob => blob.Record.Name).Distinct(StringComparer.Ordinal).Count();
        return sent.Count == 0 ? ([], "A dataset needs at least one file.")
            : names < sent.Count ? ([], "Two of the files have the same name.")
            : (sent, null);
    }

    private DatasetVersionRecord Version(int number, IReadOnlyList<Blob> sent, string? notes, bool deletesOlder) =>
        new()
        {
            Number = number,
            CreatedAt = time.GetUtcNow(),
            Notes = notes,
            Status = DatasetStatus.BlobsReceived,
            Sent = [.. sent.Select(blob => blob.Record.Name)],
            DeletesOlder = deletesOlder,
        };

    private CreateDatasetResponse Begin(
        Dataset dataset,
        DatasetVersion version,
        IReadOnlyList<Blob> sent,
        RpcTrace trace
    )
    {
        foreach (var blob in sent)
        {
            blobs.Remove(blob);
        }

        trace.Version = version.Number;
        processing.Start(dataset, version);
        return new()
        {
            Ref = dataset.Name,
            Url = address.At($"/datasets/{dataset.Name}"),
            Status = "ok",
        };
    }

    private static CreateDatasetResponse Refuse(string complaint, RpcTrace trace)
    {
        trace.Outcome = $"refused: {complaint}";
        return new() { Status = "error", Error = complaint };
    }
}
