using System.Text;
using System.Text.Json;

namespace KaggleRunner.Core.Logs;

/// <summary>Appends lines and records to the files of a log; they count once <see cref="Commit"/> has marked them.</summary>
internal sealed class LogWriter : IDisposable
{
    private const int SpillAt = 4 * 1024 * 1024;

    private readonly AppendedFile _text;
    private readonly AppendedFile _records;
    private readonly AppendedFile _index;
    private long _sequence;

    public LogWriter(LogFiles files, LogCommit commit)
    {
        _text = new AppendedFile(files.Text, commit.TextBytes);
        _records = new AppendedFile(files.Records, commit.RecordBytes);
        _index = new AppendedFile(files.Index, LogIndex.EntryOffset(commit.Lines));
        _sequence = commit.Sequence;
        Lines = commit.Lines;
        if (_sequence == 0)
        {
            Commit(StreamMark.None, StreamMark.None, "");
        }
    }

    public int Lines { get; private set; }

    public void AddLine(ReadOnlySpan<char> line, double time)
    {
        // Lone surrogates become U+FFFD: the encoder's own replacement.
        Encoding.UTF8.GetBytes(line, _text.Pending);
        _text.Pending.GetSpan(1)[0] = (byte)'\n';
        _text.Pending.Advance(1);
        new IndexEntry(_text.Length, time, line.TrimEnd('\r').Contains('\r')).Write(
            _index.Pending.GetSpan(IndexEntry.Size)
        );
        _index.Pending.Advance(IndexEntry.Size);
        Lines++;
    }

    public void AddRecord(RunRecord record)
    {
        using (var writer = new Utf8JsonWriter(_records.Pending))
        {
            JsonSerializer.Serialize(writer, record, RecordJson.Default.RunRecord);
        }

        _records.Pending.GetSpan(1)[0] = (byte)'\n';
        _records.Pending.Advance(1);
    }

    /// <summary>Bounds the memory used between two commits.</summary>
    public void SpillWhenLarge()
    {
        if (_text.PendingBytes + _records.PendingBytes > SpillAt)
        {
            WriteOut();
        }
    }

    /// <summary>Writes what is pending, then the mark that makes it count.</summary>
    public void Commit(StreamMark output, StreamMark error, string partial)
    {
        WriteOut();
        var commit = new LogCommit(_sequence + 1, Lines, _text.Length, _records.Length, output, error, partial);
        _index.WriteAt(LogIndex.SlotOffset(commit.Sequence), commit.Encode());
        _sequence++;
    }

    /// <summary>Makes what is committed survive a loss of power.</summary>
    public void ReachDisk()
    {
        _text.ReachDisk();
        _records.ReachDisk();
        _index.ReachDisk();
    }

    public void Dispose()
    {
        _text.Dispose();
        _records.Dispose();
        _index.Dispose();
    }

    private void WriteOut()
    {
        _text.WriteOut();
        _records.WriteOut();
        _index.WriteOut();
    }
}
