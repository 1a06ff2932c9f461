using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Experiments;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>A matrix as it is written on the command line: <c>seed=1,2,3</c>.</summary>
internal static class MatrixText
{
    /// <summary>The keys in the order in which they were named; a key that is named twice has the values of both.</summary>
    /// <exception cref="UsageException">A text is not of that form.</exception>
    public static IReadOnlyList<MatrixAxis>? Parse(IReadOnlyList<string> texts) =>
        texts.Count == 0
            ? null
            :
            [
                .. texts
                    .Select(Axis)
                    .GroupBy(axis => axis.Key, StringComparer.Ordinal)
                    .Select(axes => new MatrixAxis(axes.Key, [.. axes.SelectMany(axis => axis.Values)])),
            ];

    /// <summary><c>seed=1 lr=0.1</c>; empty for a run of no matrix.</summary>
    public static string Of(RunSettings settings) =>
        string.Join(' ', settings.Matrix.Select(value => $"{value.Key}={value.Value}"));

    private static MatrixAxis Axis(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } key, { Length: > 0 } values]
            ? new(key.Trim(), values.Split(',', StringSplitOptions.TrimEntries))
            : throw new UsageException($"--matrix: “{text}” names no values.", "Write it like --matrix seed=1,2,3.");
}
