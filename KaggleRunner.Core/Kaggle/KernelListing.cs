using System.Runtime.CompilerServices;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>ListKernels, and GetKernel with all that it tells.</summary>
internal sealed class KernelListing(KaggleTransport transport)
{
    private const int LargestPage = 100;

    /// <summary>
    /// Pages are asked for by the token that the page before gave; older servers give none, then by their number. A page
    /// that brings nothing new is the last, whatever it says.
    /// </summary>
    public async IAsyncEnumerable<KernelSummary> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<KernelRef>();
        string? token = null;
        for (var page = 1; ; page++)
        {
            var answer = await transport
                .CallAsync(
                    Rpcs.ListKernels,
                    new ListKernelsRequest("PROFILE", "DATE_RUN", token is null ? page : null, LargestPage, token),
                    kernel: null,
                    version: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var listed = answer.Kernels ?? [];
            var isNew = false;
            foreach (var kernel in listed.Select(Read).OfType<KernelSummary>().Where(k => seen.Add(k.Kernel)))
            {
                isNew = true;
                yield return kernel;
            }

            token = string.IsNullOrEmpty(answer.NextPageToken) ? null : answer.NextPageToken;
            if (!isNew || (token is null && listed.Count < LargestPage))
            {
                yield break;
            }
        }
    }

    public async Task<PulledKernel?> PullAsync(KernelRef kernel, int? version, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await transport
                .CallAsync(
                    Rpcs.GetKernel,
                    new KernelRequest(kernel.Owner, kernel.Slug, VersionLabel.Of(version)),
                    kernel,
                    version,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var metadata = answer.Metadata ?? new KernelMetadataAnswer();
            return new PulledKernel(
                Summary(metadata, KernelAddress.Parse(metadata.Ref) ?? kernel),
                new DataSettings
                {
                    Datasets = Whole(metadata.DatasetDataSources),
                    Competitions = Whole(metadata.CompetitionDataSources),
                    Kernels = Whole(metadata.KernelDataSources),
                    Models = Whole(metadata.ModelDataSources),
                },
                metadata.EnableInternet ?? true,
                answer.Blob?.Source ?? ""
            );
        }
        catch (KaggleException e) when (e is KaggleForbiddenException or KaggleNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Null for what cannot be read, and for names that no kernel has.</summary>
    private static KernelSummary? Read(JsonElement element)
    {
        try
        {
            return
                element.Deserialize(KaggleJson.Default.KernelMetadataAnswer) is { } answer
                && KernelAddress.Parse(answer.Ref) is { } kernel
                ? Summary(answer, kernel)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static KernelSummary Summary(KernelMetadataAnswer answer, KernelRef kernel) =>
        new()
        {
            Kernel = kernel,
            Title = string.IsNullOrWhiteSpace(answer.Title) ? kernel.Slug : answer.Title.Trim(),
            IsPrivate = answer.IsPrivate,
            LastRunAt = answer.LastRunTime,
            CurrentVersion = answer.CurrentVersionNumber is > 0 and var number ? number : null,
            Language = answer.Language,
            Type = answer.KernelType,
            Accelerator = Shape(answer),
        };

    private static string? Shape(KernelMetadataAnswer answer) =>
        answer.MachineShape is { Length: > 0 } shape && Accelerators.IsKnownForm(shape) ? Accelerators.ShapeOf(shape)
        : answer.EnableTpu is true ? Accelerators.Tpu
        : answer.EnableGpu is true ? Accelerators.Gpu
        : null;

    private static IReadOnlyList<string> Whole(IReadOnlyList<string?>? names) => [.. (names ?? []).OfType<string>()];
}
