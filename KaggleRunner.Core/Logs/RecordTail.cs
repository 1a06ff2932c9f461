using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// Reads a run's records as they come, each once: it remembers how far it has read, so that a long file costs no more
/// than what was added. For one reader at a time.
/// </summary>
/// <param name="folder">The run's results folder.</param>
/// <param name="kinds">The records wanted, by the name that stands in the file; all when there are none.</param>
internal sealed class RecordTail(string folder, params IReadOnlyList<string> kinds)
{
    private const int BlockSize = 1024 * 1024;

    private readonly LogFiles _files = new(folder);
    private readonly IReadOnlyList<byte[]> _prefixes =
    [
        .. kinds.Select(kind => System.Text.Encoding.UTF8.GetBytes($"{{\"record\":\"{kind}\"")),
    ];
    private long _position;
    private long _sequence;

    /// <summary>Takes in what was committed since the last call.</summary>
    /// <param name="anew">Called when the log was replaced by another, or cut back: all that was told before is void.</param>
    /// <param name="take">Called for each record, in order.</param>
    /// <returns>How many lines the log has; null when nothing was written since the last call.</returns>
    public int? Read(Action anew, Action<RunRecord> take)
    {
        try
        {
            using var index = File.OpenHandle(_files.Index, share: FileShare.ReadWrite | FileShare.Delete);
            if (LogIndex.ReadCommit(index) is not { } commit || commit.Sequence == _sequence)
            {
                return null;
            }

            if (commit.Sequence < _sequence || commit.RecordBytes < _position)
            {
                _position = 0;
                anew();
            }

            _sequence = commit.Sequence;
            if (commit.RecordBytes > _position)
            {
                using var file = File.OpenHandle(_files.Records, share: FileShare.ReadWrite | FileShare.Delete);
                ReadTo(file, commit.RecordBytes, take);
            }

            return commit.Lines;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void ReadTo(SafeFileHandle file, long end, Action<RunRecord> take)
    {
        var block = new byte[(int)Math.Min(BlockSize, end - _position)];
        while (_position < end)
        {
            var wanted = (int)Math.Min(block.Length, end - _position);
            var read = block.AsSpan(0, LogIndex.ReadFully(file, block.AsSpan(0, wanted), _position));
            var whole = read.LastIndexOf((byte)'\n') + 1;
            if (whole > 0)
            {
                Parse(read[..whole], take);
                _position += whole;
            }
            else if (read.Length < wanted || _position + read.Length == end)
            {
                return;
            }
            else
            {
                // A record of more than a block.
                block = new byte[block.Length * 2];
            }
        }
    }

    private void Parse(ReadOnlySpan<byte> lines, Action<RunRecord> take)
    {
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range];
            if (IsWanted(line) && RunRecords.TryParse(line) is { } record)
            {
                take(record);
            }
        }
    }

    private bool IsWanted(ReadOnlySpan<byte> line)
    {
        foreach (var prefix in _prefixes)
        {
            if (line.StartsWith(prefix))
            {
                return true;
            }
        }

        return _prefixes.Count == 0;
    }
}
