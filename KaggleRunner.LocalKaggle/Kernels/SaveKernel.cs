using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Inputs;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Creates or updates a kernel by a new version, and runs it unless it is only to be saved.</summary>
internal sealed class SaveKernel(
    KernelCatalog catalog,
    KernelChoice choice,
    SessionLimits limits,
    SessionHost sessions,
    ServerAddress address,
    SourceCatalog pins,
    TimeProvider time
)
{
    public SaveKernelResponse Handle(SaveKernelRequest request, RpcTrace trace, ISourceCatalog sourceCatalog)
    {
        trace.Kernel = request.Slug;
        PushRules.Check(request);
        lock (catalog.Gate)
        {
            choice.RequireFreeName(request, trace.Caller, sourceCatalog);
            if (Judge(request, trace.Caller) is { } complaint)
            {
                trace.Outcome = $"refused: {complaint}";
                return new SaveKernelResponse { Error = complaint };
            }

            var sources = new PushedSources(request, trace.Caller.Name, sourceCatalog);
            var version = Save(request, trace.Caller, sources);
            trace.Kernel = version.Kernel.Name;
            trace.Version = version.Number;
            return Answer(version, sources);
        }
    }

    private string? Judge(SaveKernelRequest request, Account author)
    {
        var complaint = PushRules.Complaint(request) ?? choice.Complaint(request, author);
        return complaint is null && !PushRules.IsQuickSave(request)
            ? limits.Complaint(author, PushedMachine.Of(request).Accelerator)
            : complaint;
    }

    private KernelVersion Save(SaveKernelRequest request, Account author, PushedSources sources)
    {
        var now = time.GetUtcNow();
        var record = VersionRecords.Of(request, sources);
        record = record with
        {
            TimeoutSeconds = Seconds(limits.TimeLimit(author, record.Accelerator, request.SessionTimeoutSeconds)),
            Inputs = pins.PinAll(author.Name, record.Datasets, record.Kernels),
        };
        var (kernel, kernelRecord) = choice.Choose(request, author, now);
        var session = new SessionRecord
        {
            Id = 0,
            QueuedAt = now,
            State = PushRules.IsQuickSave(request) ? SessionState.NewScript : SessionState.Queued,
        };
        var version = catalog.AddVersion(kernel, kernelRecord, record, request.Text!, session);
        if (!PushRules.IsQuickSave(request))
        {
            sessions.Start(kernel, version);
        }

        return version;
    }

    private SaveKernelResponse Answer(KernelVersion version, PushedSources sources) =>
        new()
        {
            Ref = $"/code/{version.Kernel.Name}",
            Url = address.At($"/code/{version.Kernel.Name}"),
            VersionNumber = version.Number,
            KernelId = version.Kernel.Record.Id,
            InvalidDatasetSources = sources.InvalidDatasets,
            InvalidCompetitionSources = sources.InvalidCompetitions,
            InvalidKernelSources = sources.InvalidKernels,
            InvalidModelSources = sources.InvalidModels,
        };

    private static int Seconds(TimeSpan limit) => Math.Max(1, (int)Math.Ceiling(limit.TotalSeconds));
}
