using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Reads how Kaggle names kernels: <c>/code/owner/slug</c>, with or without the beginning.</summary>
internal static partial class KernelAddress
{
    public static KernelRef? Parse(string? text) =>
        text is not null && Pattern().Match(text) is { Success: true } match
            ? new KernelRef(match.Groups["owner"].Value, match.Groups["slug"].Value)
            : null;

    /// <summary>True for names that can stand in a path as they are.</summary>
    public static bool IsValid(KernelRef kernel) => Parse(kernel.ToString()) == kernel;

    [GeneratedRegex(
        @"\A(/?code/|/)?(?<owner>[A-Za-z0-9_][A-Za-z0-9_.-]*)/(?<slug>[A-Za-z0-9_][A-Za-z0-9_.-]*)\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
