namespace KaggleRunner.Core.History.Comparison.Tables;

/// <summary>How a table of one run differs from another run's; of long tables the beginning.</summary>
public sealed record TableDiff
{
    /// <summary>Columns beyond this many are not looked at.</summary>
    public const int MostColumns = TableWindow.MostColumns;

    /// <summary>The columns that both have, in the order of the other run's table.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<string> RemovedColumns { get; init; }

    public required IReadOnlyList<string> AddedColumns { get; init; }

    /// <summary>The column by whose values rows were matched; null: by their whole content and place.</summary>
    public required string? Key { get; init; }

    /// <summary>The rows that differ, in the order of the tables.</summary>
    public required IReadOnlyList<TableDiffRow> Rows { get; init; }

    /// <summary>How many rows are the same in the columns that both have.</summary>
    public required int Same { get; init; }

    /// <summary>How many rows of the first run's table were looked at.</summary>
    public required int LookedBefore { get; init; }

    /// <summary>How many rows of the other run's table were looked at.</summary>
    public required int LookedAfter { get; init; }

    /// <summary>False when a table goes on beyond what was looked at.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>True when a table has columns beyond the first <see cref="MostColumns"/>: these were not looked at.</summary>
    public required bool IsWide { get; init; }

    /// <summary>True when both tables hold the same rows and columns, as far as was looked.</summary>
    public bool IsSame => Rows.Count == 0 && RemovedColumns.Count == 0 && AddedColumns.Count == 0;

    public int Count(RowChange change) => Rows.Count(row => row.Change == change);
}

/// <summary>How a row differs.</summary>
public enum RowChange
{
    Changed,
    Added,
    Removed,
}

/// <summary>A row that differs.</summary>
/// <param name="Before">Its number in the first run's table, from 1; null when it was added.</param>
/// <param name="After">Its number in the other run's table; null when it was removed.</param>
/// <param name="Cells">One for each of the columns that both have.</param>
public sealed record TableDiffRow(RowChange Change, int? Before, int? After, IReadOnlyList<TableDiffCell> Cells);

/// <summary>A cell before and after; null where its row is not there.</summary>
public readonly record struct TableDiffCell(string? Before, string? After)
{
    public bool IsChanged =>
        Before is not null && After is not null && !string.Equals(Before, After, StringComparison.Ordinal);
}
