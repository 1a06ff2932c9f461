using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>GetKernel, and how kernels are described.</summary>
internal sealed class KernelReads(KernelCatalog catalog)
{
    public GetKernelResponse Get(SessionRequest request, RpcTrace trace)
    {
        var (kernel, version) = catalog.RequireSource(request, trace);
        var metadata = Describe(kernel, version);
        var source = File.ReadAllText(version.Folder.Source);
        return new(metadata, new(source, metadata.Language, metadata.KernelType, metadata.Slug));
    }

    public static KernelMetadata Describe(Kernel kernel, KernelVersion version) =>
        new()
        {
            Id = kernel.Record.Id,
            Ref = kernel.Name,
            Title = kernel.Record.Title,
            Author = kernel.Record.Owner,
            Slug = kernel.Record.Slug,
            LastRunTime = LastRun(kernel),
            Language = KernelForm.Python,
            KernelType = kernel.Record.KernelType ?? KernelForm.Script,
            IsPrivate = kernel.Record.IsPrivate,
            EnableGpu = version.Record.EnableGpu,
            EnableTpu = version.Record.EnableTpu,
            EnableInternet = version.Record.EnableInternet,
            CategoryIds = version.Record.Categories.NotEmpty(),
            DatasetDataSources = version.Record.Datasets.NotEmpty(),
            KernelDataSources = version.Record.Kernels.NotEmpty(),
            CompetitionDataSources = version.Record.Competitions.NotEmpty(),
            ModelDataSources = version.Record.Models.NotEmpty(),
            CurrentVersionNumber = kernel.CurrentVersion,
            DockerImage = version.Record.DockerImage,
            MachineShape = version.Record.MachineShape,
        };

    private static string? LastRun(Kernel kernel) =>
        kernel.Find(kernel.NewestRun) is { } run ? Timestamps.Format(run.Session.Record.QueuedAt) : null;
}
