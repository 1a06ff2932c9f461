using System.Text;
using System.Text.Json;

namespace KaggleRunner.Core.Logs;

/// <summary>Appends lines and records to the files of a log; they count once <see cref="Commit"/> has marked them.</summary>
internal sealed class LogWriter : IDisposable
{
    private const int SpillAt = 4 * 1024 * 1024;

    private readonly AppendedFile text;
    private readonly AppendedFile records;
    private readonly AppendedFile index;
    private long sequence;

    public LogWriter(LogFiles files, LogCommit commit)
    {
        text = new AppendedFile(files.Text, commit.TextBytes);
        records = new AppendedFile(files.Records, commit.RecordBytes);
        index = new AppendedFile(files.Index, LogIndex.EntryOffset(commit.Lines));
        sequence = commit.Sequence;
        Lines = commit.Lines;
        if (sequence == 0)
        {
            Commit(StreamMark.None, StreamMark.None, "");
        }
    }

    public int Lines { get; private set; }

    public void AddLine(ReadOnlySpan<char> line, double time)
    {
        // Lone surrogates become U+FFFD: the encoder's own replacement.
        Encoding.UTF8.GetBytes(line, text.Pending);
        text.Pending.GetSpan(1)[0] = (byte)'\n';
        text.Pending.Advance(1);
        new IndexEntry(text.Length, time, line.TrimEnd('\r').Contains('\r')).Write(
            index.Pending.GetSpan(IndexEntry.Size)
        );
        index.Pending.Advance(IndexEntry.Size);
        Lines++;
    }

    public void AddRecord(RunRecord record)
    {
        using (var writer = new Utf8JsonWriter(records.Pending))
        {
            JsonSerializer.Serialize(writer, record, RecordJson.Default.RunRecord);
        }

        records.Pending.GetSpan(1)[0] = (byte)'\n';
        records.Pending.Advance(1);
    }

    /// <summary>Bounds the memory used between two commits.</summary>
    public void SpillWhenLarge()
    {
        if (text.PendingBytes + records.PendingBytes > SpillAt)
        {
            WriteOut();
        }
    }

    /// <summary>Writes what is pending, then the mark that makes it count.</summary>
    public void Commit(StreamMark output, StreamMark error, string partial)
    {
        WriteOut();
        var commit = new LogCommit(sequence + 1, Lines, text.Length, records.Length, output, error, partial);
        index.WriteAt(LogIndex.SlotOffset(commit.Sequence), commit.Encode());
        sequence++;
    }

    /// <summary>Makes what is committed survive a loss of power.</summary>
    public void ReachDisk()
    {
        text.ReachDisk();
        records.ReachDisk();
        index.ReachDisk();
    }

    public void Dispose()
    {
        text.Dispose();
        records.Dispose();
        index.Dispose();
    }

    private void WriteOut()
    {
        text.WriteOut();
        records.WriteOut();
        index.WriteOut();
    }
}
