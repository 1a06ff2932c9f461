using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Generation;

/// <summary>Composes what SaveKernel is told from settings and script.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service, injected where it is used.")]
public sealed class PushComposer
{
    private const int ShortestSlug = 5;
    private const int LongestTitle = 50;

    /// <summary>For a file that people read: letters stay letters.</summary>
    private readonly MetadataJsonContext _json = new(
        new JsonSerializerOptions(MetadataJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The push of <paramref name="source"/> to the persistent kernel of <paramref name="owner"/>.</summary>
    /// <param name="sourceDataset">The dataset that brings the commit; null when it travels otherwise.</param>
    /// <exception cref="RunnerException">Kaggle would refuse the kernel's slug or title.</exception>
    public KernelPush Compose(RunSettings settings, string owner, string source, DatasetRef? sourceDataset = null)
    {
        var slug = settings.Kernel.Slug;
        return new KernelPush
        {
            Kernel = new KernelRef(owner, slug),
            Title = TitleFor(slug, settings.Kernel.Title),
            Source = source,
            IsPrivate = settings.Kernel.Private,
            MachineShape = settings.Accelerator,
            EnableInternet = settings.Internet,
            Timeout = settings.Timeout,
            Datasets = sourceDataset is null
                ? settings.Data.Datasets
                : [.. settings.Data.Datasets, sourceDataset.Value.ToString()],
            Competitions = settings.Data.Competitions,
            Kernels = settings.Data.Kernels,
            Models = settings.Data.Models,
        };
    }

    /// <summary>The text of <c>kernel-metadata.json</c>, as the official tool reads it.</summary>
    public string Metadata(KernelPush push) =>
        JsonSerializer.Serialize(KernelMetadata.From(push), _json.KernelMetadata) + "\n";

    /// <summary>Kaggle derives the slug from the title: a title that leads elsewhere would make another kernel.</summary>
    private static string TitleFor(string slug, string title)
    {
        if (slug.Length < ShortestSlug || !string.Equals(slug, Slugify(slug), StringComparison.Ordinal))
        {
            throw new RunnerException(
                $"Kaggle takes no kernel named '{slug}'.",
                $"Use at least {ShortestSlug} small letters, digits and single dashes, for example 'my-test-runner'."
            );
        }

        var fitting = string.Equals(Slugify(title), slug, StringComparison.Ordinal)
            ? title
            : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(slug.Replace('-', ' '));
        return fitting.Length <= LongestTitle
            ? fitting
            : throw new RunnerException(
                $"The kernel's title '{fitting}' is too long for Kaggle.",
                $"Use a slug and a title of at most {LongestTitle} characters."
            );
    }

    private static string Slugify(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var character in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
