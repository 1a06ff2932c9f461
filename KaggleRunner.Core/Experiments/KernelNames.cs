using System.Globalization;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>
/// Slugs and titles of kernels: Kaggle derives the slug from the title, so that the two must agree; 5 to 50 characters each.
/// </summary>
public static class KernelNames
{
    private const int Shortest = 5;
    private const int Longest = 50;

    /// <summary>The slug that Kaggle makes of a title: lower case letters, digits and single dashes.</summary>
    public static string Slugify(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (
                slug.Length > 0
                && slug[^1] != '-'
                && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
            )
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    /// <summary>A title from which Kaggle makes this slug: its words, with capitals.</summary>
    public static string Titleize(string slug) =>
        string.Join(
            ' ',
            slug.Split('-', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );

    /// <summary>Why Kaggle would not take these names; null when it would.</summary>
    public static string? Problem(string slug, string title)
    {
        if (slug.Length is < Shortest or > Longest || !string.Equals(Slugify(slug), slug, StringComparison.Ordinal))
        {
            return $"the slug “{slug}” is not 5 to 50 lower case letters, digits and single dashes";
        }

        if (title.Length is < Shortest or > Longest || title.Any(char.IsControl))
        {
            return $"the title “{title}” is not 5 to 50 characters long";
        }

        return string.Equals(Slugify(title), slug, StringComparison.Ordinal)
            ? null
            : $"Kaggle would make the slug “{Slugify(title)}” of the title “{title}”, not “{slug}”";
    }

    /// <summary>Both names, the missing one made from the other.</summary>
    /// <exception cref="RunnerException">Kaggle would not take them.</exception>
    public static (string Slug, string Title) Complete(string? slug, string? title)
    {
        var (whole, name) = (slug ?? Slugify(title ?? ""), title ?? Titleize(slug ?? ""));
        return Problem(whole, name) is { } problem
            ? throw new RunnerException(
                $"The kernel's names do not fit: {problem}.",
                "Give a slug or a title alone and the other follows, for example the slug my-experiments."
            )
            : (whole, name);
    }
}
