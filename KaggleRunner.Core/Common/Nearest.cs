namespace KaggleRunner.Core.Common;

/// <summary>Finds the names that a misspelt one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>At most <paramref name="limit"/> of <paramref name="names"/>, the most alike first; empty when none is alike.</summary>
    public static IReadOnlyList<string> To(string text, IEnumerable<string> names, int limit)
    {
        var wanted = text.ToUpperInvariant();
        var farthest = Math.Max(2, wanted.Length / 3);
        return
        [
            .. names
                .Where(name => Math.Abs(name.Length - wanted.Length) <= farthest)
                .Select(name => (Name: name, Distance: Distance(wanted, name.ToUpperInvariant())))
                .Where(candidate => candidate.Distance <= farthest)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Take(limit),
        ];
    }

    /// <summary>The most alike of <paramref name="names"/>; null when none is alike.</summary>
    public static string? To(string text, IEnumerable<string> names) => To(text, names, 1) is [var one] ? one : null;

    // Optimal string alignment: a swap of neighbours counts as one slip, as it does for fingers.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Step(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Step(int[,] table, string a, string b, int i, int j)
    {
        var cost = a[i - 1] == b[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + cost);
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
            ? Math.Min(best, table[i - 2, j - 2] + 1)
            : best;
    }
}
