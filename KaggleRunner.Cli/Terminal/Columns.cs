namespace KaggleRunner.CommandLine.Terminal;

/// <summary>Lines up rows of plain text.</summary>
internal static class Columns
{
    public static IEnumerable<string> Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            yield break;
        }

        var widths = Enumerable.Range(0, rows[0].Count).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
        {
            yield return string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();
        }
    }
}
