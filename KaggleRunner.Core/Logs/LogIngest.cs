using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// Writes a run's log as Kaggle sends it: program lines, redacted, to <c>log.txt</c>, the kernel script's own records to
/// <c>records.jsonl</c>, and to <c>log.index</c> where each line ends.
/// </summary>
/// <remarks>
/// <para>
/// Each <see cref="Flush"/> writes lines and records first and then one mark, at the head of <c>log.index</c>, with the
/// lengths of all three files and with how much of each stream they hold. Whatever lies beyond the mark when the
/// process dies is cut off by the next <see cref="Open"/> and read again from Kaggle, so that nothing is lost or
/// doubled. The mark also carries the unfinished line for readers.
/// </para>
/// <para>
/// Kaggle replays a log from the start on each connection, in other pieces than before. What is known of a stream is
/// passed over by its number of characters, after the hash of that beginning was compared.
/// </para>
/// <para>
/// A line of more than a million characters is kept as several; of one that is unfinished, readers see the end.
/// A log that fails to be written throws <see cref="Common.RunnerException"/>; <see cref="Flush"/> may be tried again,
/// or the log opened anew.
/// </para>
/// </remarks>
public sealed class LogIngest : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SecretRedactor _redactor;
    private readonly RecordParser _parser;
    private readonly LogWriter _writer;
    private readonly LogStream _output;
    private readonly LogStream _error;
    private LogStream _latest;
    private double _latestTime;
    private bool _changed;

    private LogIngest(string folder, string nonce, SecretRedactor redactor)
    {
        this._redactor = redactor;
        _parser = new RecordParser(nonce);
        var files = new LogFiles(folder);
        var commit = LogRecovery.Recover(files);
        _writer = new LogWriter(files, commit);
        _output = new LogStream("stdout", commit.Output, redactor);
        _error = new LogStream("stderr", commit.Error, redactor);
        _latest = _output;
    }

    public int LineCount
    {
        get
        {
            lock (_gate)
            {
                return _writer.Lines;
            }
        }
    }

    /// <summary>The unfinished line of the stream that wrote last, redacted; empty when there is none to show.</summary>
    public string Partial
    {
        get
        {
            lock (_gate)
            {
                return PartialNow();
            }
        }
    }

    /// <summary>Begins a log, or goes on with one whose writer died; there may be one writer at a time.</summary>
    /// <param name="folder">The run's results folder; made when it is missing.</param>
    /// <param name="nonce">Marks the run's own records.</param>
    /// <param name="redactor">Takes secrets out before anything is written.</param>
    /// <exception cref="Common.RunnerException">The log cannot be written.</exception>
    public static LogIngest Open(string folder, string nonce, SecretRedactor redactor) => new(folder, nonce, redactor);

    /// <summary>Begins a log in the place of one that turned out to be another's; the old one is set aside under a new name.</summary>
    /// <exception cref="Common.RunnerException">The log cannot be written.</exception>
    public static LogIngest OpenAnew(string folder, string nonce, SecretRedactor redactor)
    {
        LogRecovery.PutAside(new LogFiles(folder));
        return Open(folder, nonce, redactor);
    }

    /// <summary>The next event is the first of the log again.</summary>
    public void BeginConnection()
    {
        lock (_gate)
        {
            _output.Replay();
            _error.Replay();
        }
    }

    /// <summary>Takes an event in; what was known from an earlier connection is passed over.</summary>
    /// <returns>The records that it completed; those of an earlier process are in <see cref="RunRecords"/>.</returns>
    /// <exception cref="LogMismatchException">It belongs to another log than the one read before.</exception>
    /// <exception cref="Common.RunnerException">The disk is full; the event was not taken.</exception>
    public IReadOnlyList<RunRecord> Append(LogEvent logEvent)
    {
        lock (_gate)
        {
            _writer.SpillWhenLarge();
            var stream = string.Equals(logEvent.Stream, "stderr", StringComparison.Ordinal) ? _error : _output;
            var fresh = stream.Fresh(logEvent.Data);
            if (fresh.IsEmpty)
            {
                return [];
            }

            _changed = true;
            _latest = stream;
            List<RunRecord>? records = null;
            while (stream.TryTake(ref fresh, out var line, out var alone))
            {
                Keep(stream, line, alone, logEvent.Time, ref records);
            }

            _latestTime = logEvent.Time;
            return records ?? (IReadOnlyList<RunRecord>)[];
        }
    }

    /// <summary>Shows what was appended to readers, and makes it survive the end of this process.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_changed)
            {
                _writer.Commit(_output.Mark, _error.Mark, PartialNow());
                _changed = false;
            }
        }
    }

    /// <summary>The log has ended: an unfinished line becomes a line, and all of it goes to the disk itself.</summary>
    /// <returns>The records that this completed.</returns>
    public IReadOnlyList<RunRecord> Complete()
    {
        lock (_gate)
        {
            List<RunRecord>? records = null;
            foreach (var stream in (ReadOnlySpan<LogStream>)[_output, _error])
            {
                if (!stream.Held.IsEmpty)
                {
                    _changed = true;
                    var line = stream.TakeHeld(out var alone);
                    Keep(stream, line, alone, _latestTime, ref records);
                }
            }

            Flush();
            _writer.ReachDisk();
            return records ?? (IReadOnlyList<RunRecord>)[];
        }
    }

    /// <summary>Closes the files. What was appended after the last <see cref="Flush"/> is left to the next replay.</summary>
    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(LogStream stream, ReadOnlySpan<char> line, bool alone, double time, ref List<RunRecord>? records)
    {
        if (alone && _parser.Parse(line) is { } parsed)
        {
            var record = _redactor.Redact(parsed with { Line = _writer.Lines, Time = time });
            _writer.AddRecord(record);
            (records ??= []).Add(record);
            return;
        }

        if (stream.InPrivateKey)
        {
            var inside = PrivateKeyLines.MayBeInside(line);
            stream.InPrivateKey = inside && !PrivateKeyLines.Ends(line);
            if (inside)
            {
                _writer.AddLine("***", time);
                return;
            }
        }

        stream.InPrivateKey = PrivateKeyLines.Begins(line);
        _writer.AddLine(_redactor.Find(line).Count == 0 ? line : _redactor.Redact(line.ToString()), time);
    }

    private string PartialNow()
    {
        var partial = PartialOf(_latest);
        return partial.Length > 0 ? partial : PartialOf(_latest == _output ? _error : _output);
    }

    private string PartialOf(LogStream stream) =>
        stream.InPrivateKey || (!stream.Mark.Continues && _parser.MayBecomeRecord(stream.Held))
            ? ""
            : PartialLine.Of(stream.Held, _redactor);
}
