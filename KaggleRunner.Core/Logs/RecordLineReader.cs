using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>Takes one line of <c>records.jsonl</c>, without its end; it is valid during the call.</summary>
internal delegate void RecordLineHandler(ReadOnlySpan<byte> line);

/// <summary>What a call of <see cref="RecordLineReader.Read"/> came to.</summary>
/// <param name="LogLines">How many lines the log has.</param>
/// <param name="HasMore">There is more to read at once.</param>
internal readonly record struct RecordsRead(int LogLines, bool HasMore);

/// <summary>
/// Reads the lines of a run's records as they come, each once and unparsed, at most a few megabytes a call, so that
/// somebody may wait for it. Of a log that began anew (its writer set the old one aside) all is read again. For one
/// reader at a time.
/// </summary>
/// <param name="folder">The run's results folder.</param>
/// <param name="handle">Called for each line, in order.</param>
/// <param name="restart">Called when the log was replaced by another, or cut back: all that was told before is void.</param>
internal sealed class RecordLineReader(string folder, RecordLineHandler handle, Action restart)
{
    /// <summary>Bytes of one call: enough for half a million lines a second, short enough to wait for.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly LogFiles _files = new(folder);
    private long _position;
    private long _sequence;

    /// <summary>Where the line begins that is being handled, in bytes.</summary>
    public long LineBegin { get; private set; }

    /// <summary>Reads on from where the last call ended; a missing log is an empty one.</summary>
    /// <returns>Null when nothing was written since.</returns>
    public RecordsRead? Read()
    {
        using var index = LogFiles.OpenOrNull(_files.Index);
        if (
            index is null
            || LogIndex.ReadCommit(index) is not { } commit
            || (commit.Sequence == _sequence && commit.RecordBytes == _position)
        )
        {
            return null;
        }

        if (commit.Sequence < _sequence || commit.RecordBytes < _position)
        {
            _position = 0;
            restart();
        }

        _sequence = commit.Sequence;
        using var file = commit.RecordBytes > _position ? LogFiles.OpenOrNull(_files.Records) : null;
        return new RecordsRead(commit.Lines, file is not null && ReadPart(file, commit.RecordBytes));
    }

    /// <summary>As above, until there is no more.</summary>
    /// <returns>How many lines the log has; null when nothing was written since.</returns>
    public int? ReadAll()
    {
        int? lines = null;
        while (Read() is { } read)
        {
            lines = read.LogLines;
            if (!read.HasMore)
            {
                break;
            }
        }

        return lines;
    }

    private bool ReadPart(SafeFileHandle file, long end)
    {
        ReadOnlySpan<byte> lines;
        for (var size = (long)MostBytes; ; size *= 2)
        {
            var wanted = (int)Math.Min(size, end - _position);
            var bytes = new byte[wanted];
            var read = LogIndex.ReadFully(file, bytes, _position);
            lines = bytes.AsSpan(0, bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1);
            if (!lines.IsEmpty)
            {
                break;
            }

            if (read < wanted || _position + wanted == end)
            {
                // A file that is shorter than its mark is read again later.
                return false;
            }
        }

        _position += lines.Length;
        while (!lines.IsEmpty)
        {
            var lineEnd = lines.IndexOf((byte)'\n');
            LineBegin = _position - lines.Length;
            handle(lines[..lineEnd]);
            lines = lines[(lineEnd + 1)..];
        }

        return _position < end;
    }
}
