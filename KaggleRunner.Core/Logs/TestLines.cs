namespace KaggleRunner.Core.Logs;

/// <summary>Finds the lines in which pytest names its tests (<c>tests/test_x.py::test_y PASSED</c>), going through the log once.</summary>
internal sealed class TestLines(string folder)
{
    /// <summary>How many lines pytest's output and the records of its tests get apart at most.</summary>
    private const int Apart = 200;
    private const int Chunk = 1000;
    private const int MostAhead = 5000;

    /// <summary>A log that names none of so many tests in a row names none (<c>pytest -q</c>).</summary>
    private const int MostMisses = 100;

    private readonly RunLog _log = RunLog.Open(folder);
    private readonly Queue<(int Line, string Text)> _ahead = [];
    private int _read;
    private int _misses;

    public void Clear()
    {
        _ahead.Clear();
        (_read, _misses) = (0, 0);
    }

    /// <summary>The next line that names the test, after those found before and near <paramref name="record"/>.</summary>
    /// <param name="mayCome">There is none yet, and the log is still too short to be sure.</param>
    public int? Find(string id, int record, int lineCount, out bool mayCome)
    {
        mayCome = lineCount < record + Apart && _misses < MostMisses;
        if (_misses >= MostMisses)
        {
            return null;
        }

        ReadTo(Math.Min(lineCount, record + Apart), lineCount);
        var passed = 0;
        foreach (var (line, text) in _ahead)
        {
            if (line > record + Apart)
            {
                break;
            }

            passed++;
            if (Names(text, id))
            {
                for (; passed > 0; passed--)
                {
                    _ahead.Dequeue();
                }

                _misses = 0;
                return line;
            }
        }

        _misses += mayCome ? 0 : 1;
        return null;
    }

    /// <summary>In large parts, as each part opens the log: of a hundred thousand tests each would read a line.</summary>
    private void ReadTo(int line, int lineCount)
    {
        while (_read < line)
        {
            var lines = _log.Read(_read + 1, Math.Min(Chunk, lineCount - _read));
            if (lines.Count == 0)
            {
                return;
            }

            foreach (var each in lines)
            {
                if (each.Text.Contains(".py::", StringComparison.Ordinal))
                {
                    _ahead.Enqueue((each.Number, AnsiText.Strip(each.Text)));
                }
            }

            _read = lines[^1].Number;
            while (_ahead.Count > MostAhead)
            {
                _ahead.Dequeue();
            }
        }
    }

    // Where one worker of several reports, the name stands behind the outcome.
    private static bool Names(string text, string id)
    {
        var at = text.IndexOf(id, StringComparison.Ordinal);
        var end = at + id.Length;
        return at >= 0 && (end == text.Length || text[end] is ' ') && (at == 0 || text[at - 1] is ' ');
    }
}
