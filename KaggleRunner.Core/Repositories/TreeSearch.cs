namespace KaggleRunner.Core.Repositories;

/// <summary>Ranks the entries of a listing against what a user typed.</summary>
internal static class TreeSearch
{
    private const int Subsequence = 3;

    /// <summary>The best matches: what holds every word typed before what only holds its letters in order, targets first.</summary>
    public static IReadOnlyList<TreeEntry> Find(TreeListing listing, string text, int limit)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var letters = string.Concat(words);
        return
        [
            .. listing
                .All.Select(entry => (Entry: entry, Rank: Rank(entry, words, letters)))
                .Where(match => match.Rank is not null)
                .OrderBy(match => match.Rank == Subsequence)
                .ThenByDescending(match => match.Entry.IsTarget)
                .ThenBy(match => match.Rank)
                .ThenBy(match => match.Entry.Path.Length)
                .ThenBy(match => match.Entry.Path, NaturalOrder.Instance)
                .Select(match => match.Entry)
                .Take(limit),
        ];
    }

    private static int? Rank(TreeEntry entry, string[] words, string letters)
    {
        if (words.All(word => entry.Path.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return words.All(word => entry.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ? 0
                : words.All(word => entry.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 1
                : 2;
        }

        return HoldsInOrder(entry.Path, letters) ? Subsequence : null;
    }

    private static bool HoldsInOrder(string path, string letters)
    {
        var rest = path.AsSpan();
        foreach (var letter in letters)
        {
            var at = rest.IndexOfAny(char.ToUpperInvariant(letter), char.ToLowerInvariant(letter));
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + 1)..];
        }

        return true;
    }
}
