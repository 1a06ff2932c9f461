using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Logs;

/// <summary>
/// A structured line that the kernel's own script printed: <c>##kaggle-runner[nonce] {json}</c>, or a program's
/// <c>##metric {json}</c>. Unknown kinds are kept out.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "record")]
[JsonDerivedType(typeof(SessionRecord), "session")]
[JsonDerivedType(typeof(EnvironmentRecord), "environment")]
[JsonDerivedType(typeof(PhaseRecord), "phase")]
[JsonDerivedType(typeof(TestRecord), "test")]
[JsonDerivedType(typeof(SystemRecord), "system")]
[JsonDerivedType(typeof(OutputRecord), "output")]
[JsonDerivedType(typeof(OmittedRecord), "omitted")]
[JsonDerivedType(typeof(VerdictRecord), "verdict")]
[JsonDerivedType(typeof(MetricRecord), "metric")]
public abstract record RunRecord
{
    /// <summary>The number of program lines before this record (0: at the top of the log).</summary>
    [JsonPropertyOrder(1)]
    public int Line { get; init; }

    /// <summary>Seconds since the session began, by Kaggle's clock.</summary>
    [JsonPropertyOrder(2)]
    public double Time { get; init; }
}

/// <summary>The first record: where the script runs.</summary>
public sealed record SessionRecord(long? Id, string? Python, string? Image, string? Accelerator, string? Isolation)
    : RunRecord;

/// <summary>The packages that the target could import: versions by name.</summary>
public sealed record EnvironmentRecord(IReadOnlyDictionary<string, string> Packages) : RunRecord;

/// <summary>A phase (<c>session</c>, <c>source</c>, <c>install</c>, <c>run</c>, <c>collect</c>) began or ended.</summary>
/// <param name="State"><c>started</c>, <c>ended</c> or <c>failed</c>.</param>
public sealed record PhaseRecord(string Name, string State, double? Seconds) : RunRecord;

/// <summary>A test ended: <c>passed</c>, <c>failed</c>, <c>error</c>, <c>skipped</c>, <c>xfailed</c> or <c>xpassed</c>.</summary>
/// <param name="Total">The number of tests collected, when known.</param>
/// <param name="Details">The end of a failure's traceback; null where there is none, and in records of older scripts.</param>
public sealed record TestRecord(
    string Id,
    string Outcome,
    double Seconds,
    string? Message,
    int? Total,
    string? Details = null
) : RunRecord;

/// <summary>A sample of the machine: shares in percent, memory in bytes.</summary>
public sealed record SystemRecord(double? Cpu, long? Memory, double? Gpu, long? GpuMemory) : RunRecord
{
    /// <summary>What was measured, by name.</summary>
    internal IEnumerable<(string Name, double Value)> Values
    {
        get
        {
            (string Name, double? Value)[] all =
            [
                ("cpu", Cpu),
                ("memory", Memory),
                ("gpu", Gpu),
                ("gpuMemory", GpuMemory),
            ];
            return all.Where(one => one.Value is not null).Select(one => (one.Name, one.Value!.Value));
        }
    }
}

/// <summary>A file that was collected for the user, relative to the output folder.</summary>
public sealed record OutputRecord(string Path, long Bytes) : RunRecord;

/// <summary>Files that the target made and that could not be kept.</summary>
/// <param name="Bytes">Of all of them together.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Paths">The first of them, relative to the project's root.</param>
public sealed record OmittedRecord(int Files, long Bytes, string Reason, IReadOnlyList<string> Paths) : RunRecord;

/// <summary>The last record.</summary>
/// <param name="Outcome">
/// <c>passed</c>, <c>failed</c>, <c>error</c>, <c>timed_out</c>: mapped to the verdict of the same name. <c>cancelled</c>:
/// the session was told to end from outside; by whom, the run knows better.
/// </param>
/// <param name="Reason">A sentence for the user.</param>
/// <param name="ExitCode">The target's exit code; negative for a signal.</param>
public sealed record VerdictRecord(string Outcome, string Reason, int? ExitCode) : RunRecord;

/// <summary>A value that the user's program reports for charts.</summary>
public sealed record MetricRecord(string Name, double? Step, double Value) : RunRecord;
