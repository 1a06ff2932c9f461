namespace KaggleRunner.Core.Logs;

/// <summary>
/// What the lines of a log belong to: the phases, and within the run the tests. Each <see cref="Update"/> reads only
/// what was added, so that a live run with a hundred thousand tests stays cheap. For one reader at a time.
/// </summary>
/// <remarks>
/// pytest's lines and the records about its tests come through different pipes, so that a record may stand a few lines
/// too early or too late. A test therefore begins at the line that names it, where there is one near its record.
/// </remarks>
public sealed class LogSections
{
    private readonly RecordLineReader _records;
    private readonly TestLines _lines;
    private readonly List<PhaseSection> _phases = [];
    private readonly List<TestSection> _tests = [];
    private int _placed;
    private bool _changed;

    private LogSections(string folder)
    {
        _records = new RecordLineReader(folder, TakeLine, Clear);
        _lines = new TestLines(folder);
    }

    /// <summary>The phases begun so far, in order.</summary>
    public IReadOnlyList<PhaseSection> Phases => _phases;

    /// <summary>The tests that have ended, in order.</summary>
    public IReadOnlyList<TestSection> Tests => _tests;

    /// <summary>How many tests there will be, once it is known.</summary>
    public int? TotalTests { get; private set; }

    /// <summary>How many lines the log had at the last update.</summary>
    public int LineCount { get; private set; }

    /// <param name="folder">The run's results folder.</param>
    public static LogSections Open(string folder) => new(folder);

    /// <summary>Takes in what was written since the last call.</summary>
    /// <returns>False when no section has changed, but for the last line of the phase that is under way.</returns>
    public bool Update()
    {
        _changed = false;
        if (_records.ReadAll() is not { } lineCount)
        {
            return false;
        }

        LineCount = lineCount;
        if (_phases is [.., { IsRunning: true } running])
        {
            _phases[^1] = running with { LastLine = lineCount };
        }

        PlaceTests();
        return _changed;
    }

    private void Clear()
    {
        _changed = true;
        _phases.Clear();
        _tests.Clear();
        _lines.Clear();
        (_placed, TotalTests) = (0, null);
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (RecordLine.IsSection(line) && RunRecords.TryParse(line) is { } record)
        {
            Take(record);
        }
    }

    private void Take(RunRecord record)
    {
        _changed = true;
        if (record is PhaseRecord { State: "started" } began)
        {
            _phases.Add(new PhaseSection(began.Name, began.State, began.Time, null, began.Line + 1, began.Line));
        }
        else if (record is PhaseRecord ended)
        {
            var at = _phases.FindLastIndex(phase => string.Equals(phase.Name, ended.Name, StringComparison.Ordinal));
            if (at >= 0)
            {
                _phases[at] = _phases[at] with { State = ended.State, Seconds = ended.Seconds, LastLine = ended.Line };
            }
        }
        else if (record is TestRecord test)
        {
            TotalTests = test.Total ?? TotalTests;
            var first = _tests.Count > 0 ? _tests[^1].LastLine + 1 : FirstLineOfRun();
            _tests.Add(
                new TestSection(
                    test.Id,
                    test.Outcome,
                    test.Seconds,
                    test.Message,
                    test.Time,
                    first,
                    Math.Max(first - 1, test.Line),
                    test.Details
                )
            );
        }
    }

    private int FirstLineOfRun() =>
        (_phases.FindLast(phase => string.Equals(phase.Name, "run", StringComparison.Ordinal))?.FirstLine) ?? 1;

    private void PlaceTests()
    {
        while (_placed < _tests.Count)
        {
            var test = _tests[_placed];
            if (_lines.Find(test.Id, test.LastLine, LineCount, out var mayCome) is { } line)
            {
                BeginAt(_placed, line);
            }
            else if (mayCome)
            {
                return;
            }

            _placed++;
        }
    }

    /// <summary>Moves the border between a test and the one before it.</summary>
    private void BeginAt(int at, int line)
    {
        _changed = true;
        if (at > 0 && _tests[at - 1] is var before && line > before.FirstLine)
        {
            _tests[at - 1] = before with { LastLine = line - 1 };
        }

        _tests[at] = _tests[at] with { FirstLine = line, LastLine = Math.Max(line, _tests[at].LastLine) };
        for (var next = at + 1; next < _tests.Count && _tests[next].FirstLine <= _tests[next - 1].LastLine; next++)
        {
            var first = _tests[next - 1].LastLine + 1;
            _tests[next] = _tests[next] with
            {
                FirstLine = first,
                LastLine = Math.Max(first - 1, _tests[next].LastLine),
            };
        }
    }
}
