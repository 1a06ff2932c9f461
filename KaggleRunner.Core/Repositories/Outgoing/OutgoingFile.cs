namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>A file whose content would leave this machine.</summary>
/// <param name="Path">Relative to the project's root.</param>
/// <param name="Blob">The content's name in the repository; null: the file as it lies in the working tree.</param>
/// <param name="Bytes">Its length.</param>
public sealed record OutgoingFile(string Path, string? Blob, long Bytes);
