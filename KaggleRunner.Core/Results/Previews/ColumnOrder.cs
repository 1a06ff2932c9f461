using System.Globalization;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The order of a column: by number where all that is not empty is one, else as people sort names; empty cells last.</summary>
internal static class ColumnOrder
{
    private static readonly StringComparer Natural = StringComparer.Create(
        CultureInfo.InvariantCulture,
        CompareOptions.NumericOrdering | CompareOptions.IgnoreCase
    );

    /// <summary>The positions of the cells in ascending order; equal ones keep theirs.</summary>
    public static int[] Of(string[] cells)
    {
        var positions = Enumerable.Range(0, cells.Length);
        var numbers = Numbers(cells);
        return numbers is null
            ? [.. positions.OrderBy(at => cells[at].Length == 0).ThenBy(at => cells[at], Natural)]
            : [.. positions.OrderBy(at => double.IsNaN(numbers[at])).ThenBy(at => numbers[at])];
    }

    private static double[]? Numbers(string[] cells)
    {
        var numbers = new double[cells.Length];
        for (var at = 0; at < cells.Length; at++)
        {
            if (cells[at].Length == 0)
            {
                numbers[at] = double.NaN;
            }
            else if (!double.TryParse(cells[at], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[at]))
            {
                return null;
            }
        }

        return numbers;
    }
}
