using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>What a kernel may take as its inputs.</summary>
internal enum SourceKind
{
    Dataset,
    Kernel,
    Competition,
    Model,
}

/// <summary>
/// Knows the sources of one kind. One is registered for each kind that lives here; a source of another kind is told to be
/// invalid.
/// </summary>
internal interface ISourceCatalog
{
    SourceKind Kind { get; }

    /// <summary>Whether a source exists and may be used by this user; <c>owner/slug</c>, perhaps with a version.</summary>
    bool MayUse(string source, Account account);

    /// <summary>Whether the name is given away: kernels and datasets share theirs.</summary>
    bool HasName(string owner, string slug);
}
