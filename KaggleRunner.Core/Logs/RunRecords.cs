using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KaggleRunner.Core.Logs;

/// <summary>Tells by its line, as the writer wrote it, whether a record is worth parsing.</summary>
internal delegate bool RecordLineChoice(ReadOnlySpan<byte> line);

/// <summary>Reads the records of a run: only those that the log's writer has committed.</summary>
public static class RunRecords
{
    /// <summary>The frequent kinds, read as what they are: there may be a hundred thousand, and finding that out costs most.</summary>
    private static readonly (byte[] Prefix, JsonTypeInfo Type)[] Frequent =
    [
        (PrefixOf("test"), RecordJson.Default.TestRecord),
        (PrefixOf("metric"), RecordJson.Default.MetricRecord),
        (PrefixOf("system"), RecordJson.Default.SystemRecord),
    ];

    /// <summary>How the line of a kind begins; its writer puts the kind first.</summary>
    internal static byte[] PrefixOf(string kind) => Encoding.UTF8.GetBytes($"{{\"record\":\"{kind}\",");

    /// <summary>All records in order; none when there is no log.</summary>
    public static IReadOnlyList<RunRecord> Read(string folder) => Read(folder, _ => true);

    /// <summary>The records that are chosen, in order.</summary>
    internal static IReadOnlyList<RunRecord> Read(string folder, RecordLineChoice isWanted)
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

        return Parse(bytes, isWanted);
    }

    /// <summary>The records of one kind.</summary>
    public static IReadOnlyList<T> Read<T>(string folder)
        where T : RunRecord
    {
        var prefix = PrefixOf(KindOf(typeof(T)));
        return [.. Read(folder, line => line.StartsWith(prefix)).OfType<T>()];
    }

    private static string KindOf(Type type) =>
        typeof(RunRecord)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .First(derived => derived.DerivedType == type)
            .TypeDiscriminator!.ToString()!;

    private static List<RunRecord> Parse(ReadOnlySpan<byte> bytes, RecordLineChoice isWanted)
    {
        var records = new List<RunRecord>();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            if (isWanted(line) && TryParse(line) is { } record)
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
            foreach (var (prefix, type) in Frequent)
            {
                if (line.StartsWith(prefix))
                {
                    return (RunRecord?)JsonSerializer.Deserialize(line, type);
                }
            }

            return line.IsEmpty ? null : JsonSerializer.Deserialize(line, RecordJson.Default.RunRecord);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // A kind of a newer version, or a hand's edit: the others still count.
            return null;
        }
    }
}
