using System.Globalization;
using DiffPlex;
using DiffPlex.Chunkers;

namespace KaggleRunner.Core.History.Comparison.Tables;

/// <summary>Which rows of two tables belong together, in the order of both; null where a row has no partner.</summary>
internal static class RowMatch
{
    /// <param name="before">What stands for each row of the first table.</param>
    /// <param name="after">What stands for each row of the other one.</param>
    /// <param name="pairsRest">Where rows of both tables stand between the same neighbours, they belong together one by one.</param>
    public static IEnumerable<(int? Before, int? After)> Of(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        bool pairsRest
    )
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var blocks = Differ
            .Instance.CreateDiffs(Lines(before, numbers), Lines(after, numbers), false, false, LineChunker.Instance)
            .DiffBlocks;
        var (a, b) = (0, 0);
        foreach (var block in blocks)
        {
            for (; a < block.DeleteStartA; a++, b++)
            {
                yield return (a, b);
            }

            var pairs = pairsRest ? Math.Min(block.DeleteCountA, block.InsertCountB) : 0;
            for (var i = 0; i < pairs; i++)
            {
                yield return (a++, b++);
            }

            for (var end = block.DeleteStartA + block.DeleteCountA; a < end; a++)
            {
                yield return (a, null);
            }

            for (var end = block.InsertStartB + block.InsertCountB; b < end; b++)
            {
                yield return (null, b);
            }
        }

        for (; a < before.Count && b < after.Count; a++, b++)
        {
            yield return (a, b);
        }
    }

    // The library compares lines: each row is one that holds the number of its content.
    private static string Lines(IReadOnlyList<string> rows, Dictionary<string, int> numbers) =>
        string.Join(
            '\n',
            rows.Select(row =>
            {
                if (!numbers.TryGetValue(row, out var number))
                {
                    numbers[row] = number = numbers.Count;
                }

                return number.ToString(CultureInfo.InvariantCulture);
            })
        );
}
