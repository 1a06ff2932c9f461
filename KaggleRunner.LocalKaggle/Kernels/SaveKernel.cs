using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Creates or updates a kernel by a new version, and runs it.</summary>
internal sealed class SaveKernel(
    KernelCatalog catalog,
    SessionLimits limits,
    SessionHost sessions,
    KeyFile key,
    ServerAddress address,
    TimeProvider time
)
{
    public SaveKernelResponse Handle(SaveKernelRequest request, RpcTrace trace)
    {
        trace.Kernel = request.Slug;
        PushRules.Check(request);
        var record = PushRules.Record(request);
        lock (catalog.Gate)
        {
            var (kernel, complaint) = Choose(request);
            complaint ??= PushRules.Complaint(request) ?? limits.Complaint(record.Accelerator);
            if (kernel is null || complaint is not null)
            {
                trace.Outcome = $"refused: {complaint}";
                return new SaveKernelResponse { Error = complaint };
            }

            kernel.Record = kernel.Record with
            {
                Title = request.NewTitle ?? kernel.Record.Title,
                IsPrivate = request.IsPrivate ?? kernel.Record.IsPrivate,
            };
            var version = catalog.AddVersion(kernel, record, request.Text!, time.GetUtcNow());
            sessions.Start(kernel, version);
            trace.Kernel = kernel.Name;
            trace.Version = version.Number;
            return Answer(request, kernel, version);
        }
    }

    private (Kernel? Kernel, string? Complaint) Choose(SaveKernelRequest request)
    {
        if (Existing(request) is { } existing)
        {
            return (existing, KernelTitle.Complaint(request.NewTitle ?? existing.Record.Title));
        }

        if (request.NewTitle is null || KernelTitle.Complaint(request.NewTitle) is not null)
        {
            return (null, KernelTitle.Complaint(request.NewTitle ?? ""));
        }

        var slug = KernelTitle.Slugify(request.NewTitle);
        return catalog.Find($"{key.Owner}/{slug}") is null
            ? (catalog.Create(key.Owner, slug, request.NewTitle, request.IsPrivate ?? true), null)
            : throw new KaggleFault(
                409,
                $"The requested title \"{request.NewTitle}\" is already in use by a notebook."
            );
    }

    private Kernel? Existing(SaveKernelRequest request)
    {
        if (request.Id is > 0)
        {
            return catalog.Kernels.FirstOrDefault(kernel => kernel.Record.Id == request.Id)
                ?? throw new KaggleFault(404, $"There is no kernel with the id {request.Id}.");
        }

        if (request.Slug is not { Length: > 0 } slug)
        {
            return null;
        }

        return slug.StartsWith($"{key.Owner}/", StringComparison.OrdinalIgnoreCase)
            ? catalog.Find(slug)
            : throw new KaggleFault(403, $"Kernels of this account begin with '{key.Owner}/', not as '{slug}' does.");
    }

    // No data lives here yet: every source is told to be invalid, and as on Kaggle the version runs all the same.
    private SaveKernelResponse Answer(SaveKernelRequest request, Kernel kernel, KernelVersion version) =>
        new()
        {
            Ref = $"/code/{kernel.Name}",
            Url = address.At($"/code/{kernel.Name}"),
            VersionNumber = version.Number,
            KernelId = kernel.Record.Id,
            InvalidDatasetSources = request.DatasetDataSources.NotEmpty(),
            InvalidCompetitionSources = request.CompetitionDataSources.NotEmpty(),
            InvalidKernelSources = request.KernelDataSources.NotEmpty(),
            InvalidModelSources = request.ModelDataSources.NotEmpty(),
        };
}
