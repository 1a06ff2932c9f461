using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Core.Kaggle;

/// <summary>A persistent kernel as Kaggle lists it. What Kaggle does not tell is null; texts are the kernel's own and may be hostile.</summary>
public sealed record KernelSummary
{
    public required KernelRef Kernel { get; init; }
    public required string Title { get; init; }
    public bool? IsPrivate { get; init; }

    /// <summary>When the newest session began.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>The number of the newest version; lists of Kaggle may leave it out.</summary>
    public int? CurrentVersion { get; init; }

    /// <summary><c>python</c>, <c>r</c>, <c>rmarkdown</c>.</summary>
    public string? Language { get; init; }

    /// <summary><c>script</c> or <c>notebook</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Kaggle's machine shape, or the one that GPU and TPU alone stand for; null for CPU.</summary>
    public string? Accelerator { get; init; }

    public bool IsNotebook => string.Equals(Type, "notebook", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A version as it was pulled: how it was to run, and its source.</summary>
public sealed record PulledKernel(KernelSummary Summary, DataSettings Data, bool Internet, string Source);

/// <summary>Where people look at a kernel: on Kaggle's site, or on the local Kaggle's own pages.</summary>
public static class KernelPages
{
    public static Uri Of(KaggleAccount account, KernelRef kernel) =>
        new(
            account.Kind == KaggleAccountKind.Local
                ? new Uri(account.ApiBase.GetLeftPart(UriPartial.Authority))
                : new Uri("https://www.kaggle.com"),
            $"/code/{Uri.EscapeDataString(kernel.Owner)}/{Uri.EscapeDataString(kernel.Slug)}"
        );

    /// <summary>The page of one version.</summary>
    public static Uri Of(KaggleAccount account, KernelRef kernel, int version) =>
        new(
            Of(account, kernel),
            string.Create(
                CultureInfo.InvariantCulture,
                $"?{(account.Kind == KaggleAccountKind.Local ? "version" : "scriptVersionId")}={version}"
            )
        );
}
