using KaggleRunner.Core.Results.Previews;

namespace KaggleRunner.Core.History.Comparison.Tables;

/// <summary>The beginning of a table, held in memory.</summary>
/// <param name="IsWhole">The table has no more rows.</param>
/// <param name="IsWide">It has more columns.</param>
internal sealed record TableWindow(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    bool IsWhole,
    bool IsWide
)
{
    public const int MostColumns = 200;

    private const int Page = 100;

    // Cells may be long: a table of few rows is bounded as well.
    private const long MostCharacters = 16_000_000;

    /// <exception cref="InvalidDataException">The file is no table that can be read in parts.</exception>
    public static async Task<TableWindow> ReadAsync(string path, int most, CancellationToken cancellationToken)
    {
        var table = await TableReader.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using var closing = table.ConfigureAwait(false);
        var columns = new ColumnWindow(0, MostColumns);
        var rows = new List<IReadOnlyList<string>>();
        var characters = 0L;
        while (rows.Count < most && characters < MostCharacters)
        {
            var page = await table
                .ReadAsync(rows.Count, Math.Min(Page, most - rows.Count), columns, cancellationToken)
                .ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            rows.AddRange(page);
            characters += page.Sum(row => row.Sum(cell => (long)cell.Length));
        }

        var rest = await table.ReadAsync(rows.Count, 1, columns, cancellationToken).ConfigureAwait(false);
        return new TableWindow(
            Unique(table.Columns.Take(MostColumns)),
            rows,
            rest.Count == 0,
            table.Columns.Count > MostColumns
        );
    }

    public string Cell(int row, int column) => column < Rows[row].Count ? Rows[row][column] : "";

    /// <summary>A name that comes again is numbered, so that each of them finds its like in the other table.</summary>
    private static List<string> Unique(IEnumerable<string> columns)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. columns.Select(name =>
            {
                var times = seen[name] = seen.GetValueOrDefault(name) + 1;
                return times == 1 ? name : $"{name} ({times})";
            }),
        ];
    }
}
