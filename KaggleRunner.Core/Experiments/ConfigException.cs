using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>A settings file cannot be used; says where (lines and columns count from 1).</summary>
public sealed class ConfigException(string file, int line, int column, string problem, string? nearest, string? remedy)
    : RunnerException(
        $"{file}, line {line}, column {column}: {problem}",
        nearest is null ? remedy : $"Did you mean “{nearest}”?"
    )
{
    public string File { get; } = file;
    public int Line { get; } = line;
    public int Column { get; } = column;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;

    /// <summary>The known key that is most like an unknown one.</summary>
    public string? Nearest { get; } = nearest;
}
