using System.Text.Json;

namespace KaggleRunner.Core.Logs;

/// <summary>Reads the records of a run: only those that the log's writer has committed.</summary>
public static class RunRecords
{
    /// <summary>All records in order; none when there is no log.</summary>
    public static IReadOnlyList<RunRecord> Read(string folder)
    {
        var files = new LogFiles(folder);
        byte[] bytes;
        try
        {
            using var index = File.OpenHandle(files.Index, share: FileShare.ReadWrite | FileShare.Delete);
            using var file = File.OpenHandle(files.Records, share: FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[LogIndex.ReadCommit(index)?.RecordBytes ?? 0];
            bytes = bytes[..LogIndex.ReadFully(file, bytes, 0)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }

        return Parse(bytes);
    }

    /// <summary>The records of one kind.</summary>
    public static IReadOnlyList<T> Read<T>(string folder)
        where T : RunRecord => [.. Read(folder).OfType<T>()];

    private static List<RunRecord> Parse(ReadOnlySpan<byte> bytes)
    {
        var records = new List<RunRecord>();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (TryParse(bytes[range]) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }

    internal static RunRecord? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.IsEmpty ? null : JsonSerializer.Deserialize(line, RecordJson.Default.RunRecord);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // A kind of a newer version, or a hand's edit: the others still count.
            return null;
        }
    }
}
