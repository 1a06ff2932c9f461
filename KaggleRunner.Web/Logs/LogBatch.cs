using KaggleRunner.Core.Logs;

namespace KaggleRunner.Web.Logs;

/// <summary>Keeps a message to a size that a browser takes in at once.</summary>
internal static class LogBatch
{
    public const int MostLines = 500;

    /// <summary>Of a burst no more is sent than a tall screen shows.</summary>
    public const int MostLive = 120;
    private const int MostCharacters = 500_000;

    /// <summary>As many of the first lines as one message holds, at least one.</summary>
    public static IReadOnlyList<LogRow> Oldest(IReadOnlyList<LogLine> lines) => Take(lines.Select(LogRow.Of));

    /// <summary>As many of the last lines as one message holds, at least one; in order.</summary>
    public static IReadOnlyList<LogRow> Newest(IReadOnlyList<LogLine> lines)
    {
        var taken = Take(lines.Reverse().Select(LogRow.Of));
        taken.Reverse();
        return taken;
    }

    private static List<LogRow> Take(IEnumerable<LogRow> rows)
    {
        var taken = new List<LogRow>();
        var characters = 0;
        foreach (var row in rows)
        {
            characters += row.Text.Length;
            if (taken.Count > 0 && (characters > MostCharacters || taken.Count == MostLines))
            {
                break;
            }

            taken.Add(row);
        }

        return taken;
    }
}
