using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>Finds the progress bar that a log shows at its end: of nested ones the outermost.</summary>
public static class ProgressFinder
{
    /// <summary>Lines from the end in which a bar still counts: programs print other things between two of its states.</summary>
    public const int Lines = 30;

    private const int LongestLine = 4000;

    /// <summary>The bar in the last lines and the unfinished one; null when there is none under way.</summary>
    public static ProgressBar? Find(LogSnapshot log)
    {
        var lines = log.Lines.Skip(Math.Max(0, log.Lines.Count - Lines)).Select(line => EndOf(line.Text));
        return Find(LogScreen.Of(string.Join('\n', lines.Append(EndOf(log.Partial)))));
    }

    private static ProgressBar? Find(LogScreen screen)
    {
        // Rows to which the cursor goes back are still being drawn; of those the first is the outermost bar.
        for (var row = Math.Min(screen.Row, screen.MovedUpTo); row <= screen.LastRow; row++)
        {
            if (ProgressText.Read(screen[row]) is { IsComplete: false } bar)
            {
                return WithEpochs(bar, screen, row);
            }
        }

        return FindAbove(screen, ProgressText.Read) ?? FindAbove(screen, ProgressText.ReadPytest);
    }

    // Where output is no terminal bars are printed line by line: the last one counts, and once it is full none does.
    private static ProgressBar? FindAbove(LogScreen screen, Func<string, ProgressBar?> read)
    {
        for (var row = screen.LastRow; row >= 0; row--)
        {
            if (read(screen[row]) is { } bar)
            {
                return WithEpochs(bar, screen, row) is { IsComplete: false } going ? going : null;
            }
        }

        return null;
    }

    private static ProgressBar WithEpochs(ProgressBar bar, LogScreen screen, int row)
    {
        for (var above = row - 1; above >= 0 && bar.Label.Length == 0; above--)
        {
            if (ProgressText.ReadEpoch(screen[above]) is { } epoch)
            {
                return bar with
                {
                    Fraction = (epoch.Done - 1 + bar.Fraction) / epoch.Total,
                    Remaining = epoch.Done == epoch.Total ? bar.Remaining : null,
                    Label = $"epoch {epoch.Done} of {epoch.Total}",
                };
            }
        }

        return bar;
    }

    private static string EndOf(string line) => line.Length <= LongestLine ? line : line[^LongestLine..];
}
