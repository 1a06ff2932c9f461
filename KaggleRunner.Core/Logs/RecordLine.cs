using System.Buffers.Text;
using System.Text.Json;

namespace KaggleRunner.Core.Logs;

/// <summary>Reads single lines of <c>records.jsonl</c>; its writer puts the kind first.</summary>
internal static class RecordLine
{
    private static ReadOnlySpan<byte> Metric => "{\"record\":\"metric\","u8;
    private static ReadOnlySpan<byte> System => "{\"record\":\"system\","u8;
    private static ReadOnlySpan<byte> Phase => "{\"record\":\"phase\","u8;
    private static ReadOnlySpan<byte> Test => "{\"record\":\"test\","u8;
    private static ReadOnlySpan<byte> Output => "{\"record\":\"output\","u8;

    public static bool IsMetric(ReadOnlySpan<byte> line) => line.StartsWith(Metric);

    public static bool IsSection(ReadOnlySpan<byte> line) => line.StartsWith(Phase) || line.StartsWith(Test);

    public static bool IsOutput(ReadOnlySpan<byte> line) => line.StartsWith(Output);

    /// <summary>When the record came, without reading all of it: the writer puts that last. 0 when it does not say.</summary>
    public static double TimeOf(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("\"time\":"u8);
        return at >= 0 && Utf8Parser.TryParse(line[(at + 7)..], out double time, out _) ? time : 0;
    }

    /// <summary>The metric, sample or phase of the line; null for all other kinds, which cost next to nothing.</summary>
    public static RunRecord? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.StartsWith(Metric) ? JsonSerializer.Deserialize(line, RecordJson.Default.MetricRecord)
                : line.StartsWith(System) || line.StartsWith(Phase)
                    ? JsonSerializer.Deserialize(line, RecordJson.Default.RunRecord)
                : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // A hand's edit: the others still count.
            return null;
        }
    }
}
