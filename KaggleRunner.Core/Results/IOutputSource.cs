using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>Where the outputs of one version come from.</summary>
public interface IOutputSource
{
    /// <summary>All outputs, over all pages.</summary>
    IAsyncEnumerable<OutputFile> ListAsync(CancellationToken cancellationToken);

    /// <summary>Writes an output to its place, whole or not at all.</summary>
    /// <exception cref="Common.RunnerException">Trouble that may pass, or that concerns all: the collection stops.</exception>
    Task<DownloadEnd> DownloadAsync(OutputFile file, DownloadPlace place, CancellationToken cancellationToken);
}

public enum DownloadEndKind
{
    Complete,

    /// <summary>The address is no longer valid: list again for a new one.</summary>
    Expired,

    /// <summary>This one cannot be had; the others may.</summary>
    Failed,

    /// <summary>Larger than <see cref="DownloadPlace.Largest"/>.</summary>
    TooLarge,
}

/// <summary>How a download ended, with a reason in words unless it is complete.</summary>
/// <param name="Bytes">The size of what is too large, when it is known.</param>
public readonly record struct DownloadEnd(DownloadEndKind Kind, string? Reason = null, long? Bytes = null);
