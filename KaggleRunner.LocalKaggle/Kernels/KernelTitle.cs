using System.Text;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Kaggle's rules of titles and of the slugs made from them.</summary>
internal static class KernelTitle
{
    public static string Slugify(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    /// <summary>What is wrong with a title, or null.</summary>
    public static string? Complaint(string title) =>
        title.Trim().Length < 5 ? "The kernel title must be at least five characters long."
        : title.Length > 50 ? "The kernel title must be at most fifty characters long."
        : Slugify(title).Length < 5 ? $"The kernel title '{title}' makes a slug of less than five characters."
        : null;
}
