using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Runs.Failures;

/// <summary>What a run left behind that may tell why it did not pass.</summary>
/// <param name="Phase">The kernel's phase that failed; null when none said so.</param>
/// <param name="Failed">The tests that failed, in the order in which they ended.</param>
/// <param name="Lines">The last lines of that phase, and a few after it, as a terminal shows them.</param>
internal sealed record FailureEvidence(string? Phase, IReadOnlyList<TestRecord> Failed, IReadOnlyList<LogLine> Lines)
{
    private const int MostLines = 4000;
    private const int LongestLine = 2000;

    // What goes to stderr has a way of its own and may come after the record on stdout that ends its phase.
    private const int LateLines = 100;

    /// <summary>Reads the run's folder; nothing is found in one that is missing.</summary>
    public static FailureEvidence Of(Run run)
    {
        var records = RunRecords.Read(run.Folder, IsEvidence);
        var failed = records.OfType<TestRecord>().Where(test => test.Outcome is "failed" or "error").ToList();
        var phases = records.OfType<PhaseRecord>().ToList();
        var broken = phases.LastOrDefault(phase => phase.State is "failed");
        // Of a run whose target failed, the phase itself ended well.
        var name = broken?.Name ?? (phases.Exists(phase => phase.Name is "run") ? "run" : phases.LastOrDefault()?.Name);
        var first = phases.LastOrDefault(phase => phase.Name == name && phase.State is "started")?.Line ?? 0;
        var last = phases.LastOrDefault(phase => phase.Name == name && phase.State is not "started")?.Line;
        return new(name, failed, Read(RunLog.Open(run.Folder), first + 1, last));
    }

    private static bool IsEvidence(ReadOnlySpan<byte> line) =>
        line.StartsWith("{\"record\":\"phase\""u8)
        || (line.StartsWith("{\"record\":\"test\""u8) && line.IndexOf("\"outcome\":\"passed\""u8) < 0);

    private static List<LogLine> Read(RunLog log, int first, int? last)
    {
        var count = log.Snapshot(0).LineCount;
        var end = last is { } line ? Math.Min(line + LateLines, count) : count;
        first = Math.Max(first, end - MostLines + 1);
        return
        [
            .. log.Read(first, Math.Max(0, end - first + 1)).Select(line => line with { Text = Visible(line.Text) }),
        ];
    }

    private static string Visible(string text)
    {
        var plain = AnsiText.Strip(text).TrimEnd();
        plain = plain[(plain.LastIndexOf('\r') + 1)..];
        return plain.Length <= LongestLine ? plain : plain[..LongestLine];
    }
}
