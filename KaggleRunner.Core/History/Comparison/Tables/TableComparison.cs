namespace KaggleRunner.Core.History.Comparison.Tables;

/// <summary>Compares two tables in files, each of any size: their columns, and their first rows cell by cell.</summary>
public static class TableComparison
{
    /// <summary>Rows beyond this many are not looked at.</summary>
    public const int MostRows = 5000;

    /// <exception cref="InvalidDataException">One of the files is no table that can be read in parts.</exception>
    public static async Task<TableDiff> OfAsync(string before, string after, CancellationToken cancellationToken)
    {
        var old = await TableWindow.ReadAsync(before, MostRows, cancellationToken).ConfigureAwait(false);
        var now = await TableWindow.ReadAsync(after, MostRows, cancellationToken).ConfigureAwait(false);
        var common = now.Columns.Where(old.Columns.Contains).ToList();
        var places = common.ConvertAll(name => (Before: IndexOf(old, name), After: IndexOf(now, name)));
        var key = Key(places.ConvertAll(place => Shared(old, place.Before, now, place.After)));
        var rows = new List<TableDiffRow>();
        var same = 0;
        foreach (var (a, b) in Match(old, now, places, key))
        {
            var row = Row(old, a, now, b, places);
            if (row is null)
            {
                same++;
            }
            else
            {
                rows.Add(row);
            }
        }

        return new TableDiff
        {
            Columns = common,
            RemovedColumns = [.. old.Columns.Except(now.Columns, StringComparer.Ordinal)],
            AddedColumns = [.. now.Columns.Except(old.Columns, StringComparer.Ordinal)],
            Key = key < 0 ? null : common[key],
            Rows = rows,
            Same = same,
            LookedBefore = old.Rows.Count,
            LookedAfter = now.Rows.Count,
            IsWhole = old.IsWhole && now.IsWhole,
            IsWide = old.IsWide || now.IsWide,
        };
    }

    private static int IndexOf(TableWindow table, string name)
    {
        for (var at = 0; at < table.Columns.Count; at++)
        {
            if (string.Equals(table.Columns[at], name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The column that names rows: no value comes twice, and more of them than of any other stand in both tables.</summary>
    private static int Key(List<double> shared)
    {
        var most = shared.Count == 0 ? 0 : shared.Max();
        return most > 0.5 ? shared.IndexOf(most) : -1;
    }

    /// <summary>Which part of a column's values stands in both tables; 0 when a value comes twice.</summary>
    private static double Shared(TableWindow old, int before, TableWindow now, int after)
    {
        var first = Values(old, before);
        var other = first is null ? null : Values(now, after);
        return first is null || other is null
            ? 0
            : (double)first.Count(other.Contains) / Math.Min(first.Count, other.Count);
    }

    private static HashSet<string>? Values(TableWindow table, int column)
    {
        var values = new HashSet<string>(table.Rows.Count, StringComparer.Ordinal);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Cell(row, column) is not { Length: > 0 } value || !values.Add(value))
            {
                return null;
            }
        }

        return values.Count > 0 ? values : null;
    }

    private static IEnumerable<(int? Before, int? After)> Match(
        TableWindow old,
        TableWindow now,
        List<(int Before, int After)> places,
        int key
    ) =>
        key >= 0
            ? RowMatch.Of(
                [.. Enumerable.Range(0, old.Rows.Count).Select(row => old.Cell(row, places[key].Before))],
                [.. Enumerable.Range(0, now.Rows.Count).Select(row => now.Cell(row, places[key].After))],
                pairsRest: false
            )
            : RowMatch.Of(
                [
                    .. Enumerable
                        .Range(0, old.Rows.Count)
                        .Select(row => string.Join('\0', places.Select(place => old.Cell(row, place.Before)))),
                ],
                [
                    .. Enumerable
                        .Range(0, now.Rows.Count)
                        .Select(row => string.Join('\0', places.Select(place => now.Cell(row, place.After)))),
                ],
                pairsRest: true
            );

    /// <summary>Null when both rows are there and the same.</summary>
    private static TableDiffRow? Row(
        TableWindow old,
        int? before,
        TableWindow now,
        int? after,
        List<(int Before, int After)> places
    )
    {
        TableDiffCell[] cells =
        [
            .. places.Select(place => new TableDiffCell(
                before is { } a ? old.Cell(a, place.Before) : null,
                after is { } b ? now.Cell(b, place.After) : null
            )),
        ];
        var change =
            before is null ? RowChange.Added
            : after is null ? RowChange.Removed
            : RowChange.Changed;
        return change != RowChange.Changed || cells.Any(cell => cell.IsChanged)
            ? new TableDiffRow(change, before + 1, after + 1, cells)
            : null;
    }
}
