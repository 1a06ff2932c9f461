using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Runs.Failures;

/// <summary>Fills the places in a rule's sentences.</summary>
internal static partial class FailureWords
{
    private const int LongestPart = 200;

    /// <summary>
    /// <c>{name}</c> is the match's group of that name; <c>{package}</c> is what provides the module that was matched,
    /// <c>{limit}</c> the time limit, <c>{slug}</c> the kernel's slug and <c>{title}</c> its title.
    /// </summary>
    public static string Fill(string sentence, Run run, Match match) =>
        Place().Replace(sentence, place => Value(place.Groups["name"].Value, run, match));

    private static string Value(string name, Run run, Match match) =>
        name switch
        {
            "package" when !match.Groups["package"].Success => PackageNames.Of(match.Groups["module"].Value),
            "limit" => run.Settings.Timeout is { } limit ? Words(limit) : "Kaggle's own limit",
            "slug" => run.Settings.Kernel.Slug,
            "title" => run.Settings.Kernel.Title,
            "machine" => run.Settings.Accelerator ?? "CPU",
            _ => Cut(match.Groups[name].Value.Trim()),
        };

    private static string Words(TimeSpan limit) =>
        limit.TotalHours >= 1 && limit.Minutes == 0 ? FormattableString.Invariant($"{limit.TotalHours:0} h")
        : limit.TotalMinutes >= 1 && limit.Seconds == 0 ? FormattableString.Invariant($"{limit.TotalMinutes:0} min")
        : FormattableString.Invariant($"{limit.TotalSeconds:0} s");

    private static string Cut(string text) => text.Length <= LongestPart ? text : $"{text[..LongestPart]}…";

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
