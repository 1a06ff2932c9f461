using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Which kernel a push is for: the one of its id or slug, else a new one named by its title.</summary>
internal sealed class KernelChoice(KernelCatalog catalog)
{
    /// <summary>What is wrong with the push for that kernel, or null.</summary>
    public string? Complaint(SaveKernelRequest request, Account author)
    {
        var existing = Existing(request, author);
        if (KernelTitle.Complaint(request.NewTitle ?? existing?.Record.Title ?? "") is { } complaint)
        {
            return complaint;
        }

        var was = existing?.Record.KernelType ?? KernelForm.Script;
        return existing is not null && request.KernelType is { Length: > 0 } type && type != was
            ? $"{existing.Name} is a {was} and stays one: push the {type} under another title."
            : null;
    }

    /// <summary>The kernel, new or not, and what is to be known of it after this push.</summary>
    public (Kernel Kernel, KernelRecord Record) Choose(SaveKernelRequest request, Account author, DateTimeOffset now)
    {
        if (Existing(request, author) is not { } existing)
        {
            var record = NewRecord(request, author, now);
            return (catalog.Create(record), record);
        }

        return (
            existing,
            existing.Record with
            {
                Title = request.NewTitle ?? existing.Record.Title,
                IsPrivate = request.IsPrivate ?? existing.Record.IsPrivate,
            }
        );
    }

    /// <summary>Refuses a name that another kernel, or a dataset, of the author has: they share names.</summary>
    public void RequireFreeName(SaveKernelRequest request, Account author, ISourceCatalog sources)
    {
        var existing = Existing(request, author);
        if (request.NewTitle is not { } title || title == existing?.Record.Title)
        {
            return;
        }

        var slug = KernelTitle.Slugify(title);
        var isOwn = string.Equals(slug, existing?.Record.Slug, StringComparison.Ordinal);
        var isTaken =
            catalog.Find($"{author.Name}/{slug}") is not null || sources.HasDataset(author.Name, author.Name, slug);
        if (isTaken && !isOwn)
        {
            throw new KaggleFault(409, $"The requested title \"{title}\" is already in use by a notebook.");
        }
    }

    private static KernelRecord NewRecord(SaveKernelRequest request, Account author, DateTimeOffset now) =>
        new(
            0,
            author.Name,
            KernelTitle.Slugify(request.NewTitle!),
            request.NewTitle!,
            request.IsPrivate ?? true,
            request.KernelType is { Length: > 0 } type ? type : KernelForm.Script,
            now
        );

    private Kernel? Existing(SaveKernelRequest request, Account author)
    {
        if (request.Id is > 0 and { } id)
        {
            return catalog.Find(id) is { } known && known.IsOwnedBy(author)
                ? known
                : throw new KaggleFault(403, $"Permission 'kernels.update' was denied on kernel {id}");
        }

        if (request.Slug is not { Length: > 0 } slug)
        {
            return null;
        }

        return slug.StartsWith($"{author.Name}/", StringComparison.OrdinalIgnoreCase)
            ? catalog.Find(slug)
            : throw new KaggleFault(403, $"Kernels of this account begin with '{author.Name}/', not as '{slug}' does.");
    }
}
