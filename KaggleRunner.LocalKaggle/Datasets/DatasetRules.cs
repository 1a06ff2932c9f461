namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>Kaggle's rules of a dataset's title and slug.</summary>
internal static class DatasetRules
{
    private const int Shortest = 6;
    private const int Longest = 50;

    /// <summary>What is wrong, or null.</summary>
    public static string? Complaint(string slug, string title) =>
        title.Trim().Length is < Shortest or > Longest
            ? $"The dataset title must be between {Shortest} and {Longest} characters."
        : slug.Length is < Shortest or > Longest
            ? $"The dataset slug must be between {Shortest} and {Longest} characters."
        : slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-') ? null
        : "The dataset slug may hold lower case letters, digits and dashes only.";
}
