using System.Globalization;
using System.Text;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Benchmarks.Logs;

/// <summary>Puts a long log in the place of an ended run's.</summary>
internal static class BigLog
{
    public const string Rare = "needle-in-the-log";
    public const int RareLines = 7;

    /// <param name="width">Bytes of a line, about.</param>
    public static async Task WriteAsync(Run run, int lines, int width)
    {
        await using var log = LogIngest.OpenAnew(run.Folder, run.Nonce, SecretRedactor.ByShape);
        log.BeginConnection();
        var text = new StringBuilder();
        for (var line = 1; line <= lines; line++)
        {
            Add(text, line, width, line % (lines / RareLines) == 0);
            if (text.Length > 60_000 || line == lines)
            {
                log.Append(new LogEvent("stdout", line / 100.0, text.ToString()));
                text.Clear();
            }
        }

        log.Complete();
    }

    private static void Add(StringBuilder text, int line, int width, bool isRare)
    {
        var begin = text.Length;
        var level = (line % 20) switch
        {
            0 => "\u001b[33mWARNING\u001b[0m",
            1 => "DEBUG",
            _ => "INFO",
        };
        text.Append(
            CultureInfo.InvariantCulture,
            $"{line / 100.0:00000.00} {level} train.py:{line % 400} step={line} loss={1.0 / line:0.000000} lr=3e-4 {(isRare ? Rare : "grad_norm")}={line % 97} | "
        );
        while (text.Length - begin < width - 1)
        {
            text.Append(
                "the quick brown fox jumps over the lazy dog; ".AsSpan(
                    0,
                    Math.Min(45, width - 1 - (text.Length - begin))
                )
            );
        }

        text.Append('\n');
    }
}
