using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>
/// <c>${{ matrix.seed }}</c> in a text of the settings stands for the run's value of that key; <c>$${{</c> stands for the characters
/// themselves.
/// </summary>
internal static partial class MatrixPlaceholders
{
    private const string Prefix = "matrix.";
    private const string Remedy = "Only ${{ matrix.KEY }} is known here; write $${{ for the characters themselves.";

    /// <summary>What stands between the braces, for each placeholder of the text.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        text.Contains("${{", StringComparison.Ordinal)
            ? Form().Matches(text).Where(match => !IsEscaped(match)).Select(NameOf)
            : [];

    /// <summary>The key that a placeholder names; null when it names none.</summary>
    public static string? KeyOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : null;

    /// <summary>What is wrong with a placeholder; null when the matrix has its key.</summary>
    public static (string Problem, string? Nearest, string Remedy)? ProblemOf(
        string name,
        IReadOnlyCollection<string> keys
    )
    {
        var key = KeyOf(name);
        if (key is not null && keys.Contains(key, StringComparer.Ordinal))
        {
            return null;
        }

        var problem =
            key is null ? $"there is no placeholder “{name}”"
            : keys.Count == 0 ? $"there is no matrix that could give “{name}” a value"
            : $"the matrix has no key “{key}”";
        var nearest = key is not null
            ? Nearest.To(key, keys)
            : Nearest.To(name, keys.Concat(keys.Select(known => Prefix + known)));
        return (problem, nearest is null ? null : Prefix + (KeyOf(nearest) ?? nearest), Remedy);
    }

    /// <summary>The text with the run's values.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        text.Contains("${{", StringComparison.Ordinal)
            ? Form()
                .Replace(
                    text,
                    match =>
                        IsEscaped(match) ? match.Value[1..]
                        : values.TryGetValue(KeyOf(NameOf(match)) ?? "", out var value) ? value
                        : match.Value
                )
            : text;

    /// <summary>The text without spaces inside of placeholders, so that none is split into words.</summary>
    public static string Tighten(string text) =>
        text.Contains("${{", StringComparison.Ordinal)
            ? Form().Replace(text, match => IsEscaped(match) ? match.Value : $"${{{{{NameOf(match)}}}}}")
            : text;

    private static bool IsEscaped(Match match) => match.Value.StartsWith("$$", StringComparison.Ordinal);

    private static string NameOf(Match match) => match.Groups["name"].Value.Trim();

    [GeneratedRegex(@"\$?\$\{\{(?<name>[^{}]*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
