namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>Takes one line of <c>records.jsonl</c>, without its end; it is valid during the call.</summary>
internal delegate void RecordLineHandler(ReadOnlySpan<byte> line);

/// <summary>
/// Reads the lines of a run's records as they come, each once and unparsed, at most a few megabytes a call: for readers
/// that somebody waits for, or that need but a part of each line. Of a log that began anew (its writer set the old one
/// aside) all is read again.
/// </summary>
internal sealed class RecordLineReader(string folder, RecordLineHandler handle, Action restart)
{
    /// <summary>Bytes of one call: enough for half a million lines a second, short enough to wait for.</summary>
    internal const int MostBytes = 4 * 1024 * 1024;

    private readonly LogFiles _files = new(folder);
    private long _position;
    private long _sequence;

    /// <summary>Reads on from where the last call ended; a missing log is an empty one.</summary>
    /// <returns>True when there is more to read at once.</returns>
    public bool Read()
    {
        try
        {
            using var index = File.OpenHandle(_files.Index, share: FileShare.ReadWrite | FileShare.Delete);
            if (LogIndex.ReadCommit(index) is not { } commit)
            {
                return false;
            }

            if (commit.Sequence < _sequence || commit.RecordBytes < _position)
            {
                _position = 0;
                restart();
            }

            _sequence = commit.Sequence;
            return commit.RecordBytes > _position && ReadUntil(commit.RecordBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private bool ReadUntil(long end)
    {
        using var file = File.OpenHandle(_files.Records, share: FileShare.ReadWrite | FileShare.Delete);
        var length = (int)Math.Min(MostBytes, end - _position);
        var bytes = new byte[length];
        var read = LogIndex.ReadFully(file, bytes, _position);
        var whole = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        if (whole == 0)
        {
            // A record longer than a call is none of ours; a file that is shorter than its mark is read again later.
            _position += read == MostBytes ? read : 0;
            return read == MostBytes;
        }

        ReadOnlySpan<byte> lines = bytes.AsSpan(0, whole);
        while (!lines.IsEmpty)
        {
            var lineEnd = lines.IndexOf((byte)'\n');
            handle(lines[..lineEnd]);
            lines = lines[(lineEnd + 1)..];
        }

        _position += whole;
        return _position < end;
    }
}
