using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>
/// What the end of a log would show on a terminal, as far as progress bars need it: <c>\r</c> and backspaces begin a row
/// anew, and the cursor moves up and down between rows.
/// </summary>
internal sealed class LogScreen
{
    private const char Escape = '\u001b';
    private const int MostRows = 500;
    private readonly Dictionary<int, string> _rows = [];
    private readonly StringBuilder _segment = new();

    private LogScreen(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            at += Take(text, at);
        }

        Keep();
    }

    /// <summary>Where the cursor stands.</summary>
    public int Row { get; private set; }

    /// <summary>The row to which the cursor was last moved up; below everything when it never was.</summary>
    public int MovedUpTo { get; private set; } = int.MaxValue;
    public int LastRow { get; private set; }

    public static LogScreen Of(string text) => new(text);

    /// <summary>What a row shows; empty when that is nothing.</summary>
    public string this[int row] => _rows.GetValueOrDefault(row, "");

    private int Take(string text, int at)
    {
        switch (text[at])
        {
            case '\n':
                MoveTo(Row + 1);
                return 1;
            case '\r' or '\b':
                Keep();
                return 1;
            case Escape when at + 1 < text.Length && text[at + 1] == '[':
                return TakeSequence(text, at);
            default:
                _segment.Append(text[at]);
                return 1;
        }
    }

    private int TakeSequence(string text, int at)
    {
        var end = at + 2;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
        {
            end++;
        }

        if (end < text.Length && text[end] is 'A' or 'B' or 'F' or 'E')
        {
            var given = text.AsSpan(at + 2, end - at - 2);
            var count = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1;
            count = Math.Clamp(count, 0, MostRows);
            var up = text[end] is 'A' or 'F';
            MoveTo(up ? Math.Max(0, Row - count) : Row + count);
            MovedUpTo = up ? Row : MovedUpTo;
        }

        return Math.Min(end + 1, text.Length) - at;
    }

    private void MoveTo(int row)
    {
        Keep();
        Row = row;
        LastRow = Math.Max(LastRow, row);
    }

    private void Keep()
    {
        var text = _segment.ToString();
        _segment.Clear();
        if (!string.IsNullOrWhiteSpace(text))
        {
            _rows[Row] = text;
        }
    }
}
