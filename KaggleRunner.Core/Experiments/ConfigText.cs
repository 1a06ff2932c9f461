using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>A settings file as the text it is.</summary>
/// <param name="Path">Relative to the project's root.</param>
/// <param name="Text">With the line ends as they are; without a byte order mark.</param>
/// <param name="Stamp">Tells these bytes from any others; null while there is no file.</param>
/// <param name="HasMark">True when the file begins with a byte order mark, which stays.</param>
public sealed record ConfigText(string Path, string Text, string? Stamp, bool HasMark = false);

/// <summary>A settings file is no longer the one that was read; nothing was written.</summary>
public sealed class ConfigConflictException(string path, bool isGone)
    : RunnerException(
        isGone
            ? $"{path} was deleted or moved since it was opened."
            : $"{path} was changed on disk since it was opened.",
        "Load it again, or write over it."
    )
{
    /// <summary>Relative to the project's root.</summary>
    public string Path { get; } = path;

    /// <summary>True when there is no such file any more.</summary>
    public bool IsGone { get; } = isGone;
}
