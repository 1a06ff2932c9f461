using System.Globalization;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Experiments;

/// <summary>What a matrix may be, wherever it is written; a problem is a part of a sentence, null says that all is well.</summary>
internal static partial class MatrixRules
{
    public const int MostRuns = 100;

    public static string? KeyProblem(string key) =>
        Form().IsMatch(key) ? null : $"“{key}” is no key of a matrix (a letter, then letters, digits, _ and -)";

    public static string? ValuesProblem(MatrixAxis axis)
    {
        if (axis.Values.Count == 0)
        {
            return $"“{axis.Key}” of the matrix has no value";
        }

        var twice = axis
            .Values.GroupBy(value => value, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Skip(1).Any());
        return twice is not null ? $"the value “{twice.Key}” of “{axis.Key}” stands here a second time"
            : axis.Values.Any(value => value.Contains('\0', StringComparison.Ordinal)) ? "a value holds no NUL"
            : null;
    }

    /// <summary>Of keys and values that are fine each by itself.</summary>
    public static string? Problem(IReadOnlyList<MatrixAxis> axes)
    {
        var alike = axes.GroupBy(axis => axis.Variable, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Skip(1).Any());
        if (alike is not null)
        {
            var keys = string.Join(" and ", alike.Select(axis => $"“{axis.Key}”"));
            return $"the keys {keys} of the matrix would be one variable, {alike.Key}";
        }

        var runs = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        return runs > MostRuns
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the matrix makes {runs:0} runs, and {MostRuns} are the most"
            )
            : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
