using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>GetKernel and ListKernels.</summary>
internal sealed class KernelReads(KernelCatalog catalog)
{
    public GetKernelResponse Get(SessionRequest request, RpcTrace trace)
    {
        var (kernel, version) = catalog.Require(request, trace);
        var source = File.ReadAllText(version.Folder.Source);
        return new(Describe(kernel, version), new(source, "python", "script", kernel.Record.Slug));
    }

    public ListKernelsResponse List(ListKernelsRequest request)
    {
        var size = Math.Clamp(request.PageSize ?? 20, 1, 100);
        var page = int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token)
            ? token
            : Math.Max(request.Page ?? 1, 1);
        var all = catalog
            .Kernels.Where(kernel => Matches(kernel, request))
            .Select(kernel => (Kernel: kernel, Version: kernel.Find(kernel.CurrentVersion)!))
            .OrderByDescending(found => found.Version.Session.Record.QueuedAt)
            .ToList();
        var kernels = all.Skip((page - 1) * size).Take(size).Select(found => Describe(found.Kernel, found.Version));
        return new(
            kernels.ToList().NotEmpty(),
            page * size < all.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static bool Matches(Kernel kernel, ListKernelsRequest request) =>
        (
            string.IsNullOrEmpty(request.User)
            || string.Equals(request.User, kernel.Record.Owner, StringComparison.OrdinalIgnoreCase)
        )
        && (
            string.IsNullOrEmpty(request.Search)
            || kernel.Record.Title.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
            || kernel.Record.Slug.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
        );

    private static KernelMetadata Describe(Kernel kernel, KernelVersion version) =>
        new()
        {
            Id = kernel.Record.Id,
            Ref = kernel.Name,
            Title = kernel.Record.Title,
            Author = kernel.Record.Owner,
            Slug = kernel.Record.Slug,
            LastRunTime = Timestamps.Format(version.Session.Record.QueuedAt),
            Language = "python",
            KernelType = "script",
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
            MachineShape = version.Record.MachineShape,
        };
}
