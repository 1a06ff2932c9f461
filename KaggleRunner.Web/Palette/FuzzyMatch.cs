namespace KaggleRunner.Web.Palette;

/// <summary>How well a text holds what was typed, and where.</summary>
/// <param name="Rank">The lower the better: words at the text's begin, at one of its words, inside of one, letters in order.</param>
/// <param name="Hits">The places of the letters that were found, in order.</param>
public sealed record FuzzyMatch(int Rank, IReadOnlyList<int> Hits)
{
    private const int AtWord = 1;
    private const int Inside = 2;
    private const int InOrder = 3;

    // More than any text is long: a looser letter never outweighs a better kind of match.
    private const int PerKind = 10_000;

    /// <summary>Null when a word of what was typed is not in the text, not even letter by letter from the begin of a word.</summary>
    public static FuzzyMatch? Find(string text, string typed)
    {
        var (rank, hits) = (0, new SortedSet<int>());
        foreach (var word in typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if ((FindWord(text, word) ?? FindLetters(text, word)) is not { } found)
            {
                return null;
            }

            rank += found.Rank;
            hits.UnionWith(found.Hits);
        }

        return new FuzzyMatch(rank, [.. hits]);
    }

    /// <summary>The text in pieces that were found or not, in turn.</summary>
    public static IEnumerable<(string Text, bool IsHit)> Pieces(string text, IReadOnlyList<int> hits)
    {
        var isHit = new bool[text.Length];
        foreach (var hit in hits.Where(hit => hit < text.Length))
        {
            isHit[hit] = true;
        }

        for (var begin = 0; begin < text.Length; )
        {
            var end = begin + 1;
            while (end < text.Length && isHit[end] == isHit[begin])
            {
                end++;
            }

            yield return (text[begin..end], isHit[begin]);
            begin = end;
        }
    }

    private static FuzzyMatch? FindWord(string text, string word)
    {
        var inside = -1;
        for (var at = IndexOf(text, word, 0); at >= 0; at = IndexOf(text, word, at + 1))
        {
            if (IsBegin(text, at))
            {
                return Whole(at, (at == 0 ? 0 : AtWord) * PerKind);
            }

            inside = inside < 0 ? at : inside;
        }

        return inside < 0 ? null : Whole(inside, Inside * PerKind);

        FuzzyMatch Whole(int at, int rank) => new(rank, [.. Enumerable.Range(at, word.Length)]);
    }

    /// <summary>The shortest stretch, from the begin of a word on, that has the letters in order.</summary>
    private static FuzzyMatch? FindLetters(string text, string word)
    {
        FuzzyMatch? best = null;
        for (var begin = 0; begin < text.Length; begin++)
        {
            if (
                IsBegin(text, begin)
                && LettersFrom(text, word, begin) is { } hits
                && InOrder * PerKind + hits[^1] - begin is var rank
                && rank < (best?.Rank ?? int.MaxValue)
            )
            {
                best = new FuzzyMatch(rank, hits);
            }
        }

        return best;
    }

    private static List<int>? LettersFrom(string text, string word, int begin)
    {
        var hits = new List<int>(word.Length);
        for (var at = begin; at < text.Length && hits.Count < word.Length; at++)
        {
            if (char.ToUpperInvariant(text[at]) == char.ToUpperInvariant(word[hits.Count]))
            {
                hits.Add(at);
            }
            else if (hits.Count == 0)
            {
                return null;
            }
        }

        return hits.Count == word.Length ? hits : null;
    }

    private static int IndexOf(string text, string word, int from) =>
        from > text.Length ? -1 : text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsBegin(string text, int at) =>
        at == 0 || !char.IsLetterOrDigit(text[at - 1]) || (char.IsUpper(text[at]) && char.IsLower(text[at - 1]));
}
