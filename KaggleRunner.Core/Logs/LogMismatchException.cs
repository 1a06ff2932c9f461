using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Logs;

/// <summary>A replayed stream does not begin with what was read from it before: it is another log.</summary>
public sealed class LogMismatchException(string stream, long characters)
    : RunnerException(
        $"The log that Kaggle replays is not the one that was read before: the first {characters} characters of "
            + $"{stream} differ.",
        "What was read before is kept."
    )
{
    /// <summary><c>stdout</c> or <c>stderr</c>.</summary>
    public string Stream { get; } = stream;

    /// <summary>The length of the beginning that was compared, in UTF-16 units.</summary>
    public long Characters { get; } = characters;
}
