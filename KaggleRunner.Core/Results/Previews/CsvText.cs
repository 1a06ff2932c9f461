using System.Text;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>Reads comma-separated text as spreadsheets write it: quoted cells may hold commas, quotes and line ends.</summary>
public static class CsvText
{
    /// <summary>Cells beyond this many in a row are left out.</summary>
    public const int MostColumns = 5000;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The separator that stands most often in the first line.</summary>
    public static char SeparatorOf(string firstLine) =>
        Separators.MaxBy(separator => firstLine.Count(c => c == separator));

    /// <summary>The first rows of a text; ragged ones stay ragged.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text, int mostRows, char separator = ',')
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length && rows.Count < mostRows; i++)
        {
            var c = text[i];
            if (isQuoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (c == separator)
            {
                EndCell(row, cell);
            }
            else if (c == '\n')
            {
                EndRow(rows, row, cell);
                row = [];
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (rows.Count < mostRows && (cell.Length > 0 || row.Count > 0))
        {
            EndRow(rows, row, cell);
        }

        return rows;
    }

    private static void EndCell(List<string> row, StringBuilder cell)
    {
        if (row.Count < MostColumns)
        {
            row.Add(cell.ToString());
        }

        cell.Clear();
    }

    private static void EndRow(List<IReadOnlyList<string>> rows, List<string> row, StringBuilder cell)
    {
        EndCell(row, cell);
        rows.Add(row);
    }
}
