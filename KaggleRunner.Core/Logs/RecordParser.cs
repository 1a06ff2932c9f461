using System.Text.Json;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Logs.Metrics;

namespace KaggleRunner.Core.Logs;

/// <summary>Tells the kernel script's own records and a program's metrics from ordinary lines.</summary>
internal sealed class RecordParser(string nonce)
{
    private const string MetricPrefix = "##metric ";

    private readonly string _recordPrefix = $"##kaggle-runner[{nonce}] ";

    /// <summary>The record in a whole line, or null: another run's nonce and malformed JSON make an ordinary line.</summary>
    public RunRecord? Parse(ReadOnlySpan<char> line)
    {
        try
        {
            if (line.StartsWith(_recordPrefix, StringComparison.Ordinal))
            {
                var record = JsonSerializer.Deserialize(line[_recordPrefix.Length..], RecordJson.Default.RunRecord);
                return IsWhole(record) ? record : null;
            }

            if (line.StartsWith(MetricPrefix, StringComparison.Ordinal))
            {
                var json = MetricNumbers.AsJson(line[MetricPrefix.Length..]);
                var metric = JsonSerializer.Deserialize(json, RecordJson.Default.MetricRecord);
                return IsWhole(metric) ? metric : null;
            }
        }
        catch (Exception e)
            when (e is JsonException or NotSupportedException or ArgumentException or RegexMatchTimeoutException)
        {
            // Not a record of ours, whatever it is: it stays in the log as it came.
        }

        return null;
    }

    /// <summary>True while a line that has begun like this may still become a record.</summary>
    public bool MayBecomeRecord(ReadOnlySpan<char> begun) =>
        Agrees(begun, _recordPrefix) || Agrees(begun, MetricPrefix);

    private static bool Agrees(ReadOnlySpan<char> begun, string prefix)
    {
        var length = Math.Min(begun.Length, prefix.Length);
        return begun[..length].SequenceEqual(prefix.AsSpan(0, length));
    }

    // A constructor parameter that the JSON lacks arrives as null whatever its type says.
    private static bool IsWhole(RunRecord? record) =>
        record switch
        {
            EnvironmentRecord environment => environment.Packages?.Values.All(version => version is not null) == true,
            PhaseRecord phase => phase.Name is not null && phase.State is not null,
            TestRecord test => test.Id is not null && test.Outcome is not null,
            OutputRecord output => output.Path is not null,
            OmittedRecord omitted => omitted.Reason is not null && omitted.Paths is not null,
            VerdictRecord verdict => verdict.Outcome is not null && verdict.Reason is not null,
            MetricRecord metric => metric.Name is not null,
            _ => record is not null,
        };
}
