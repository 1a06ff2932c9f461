using System.Text;
using System.Text.Json;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Tests.Generation;

/// <summary>What a script left on its two streams, records told apart from the program's own lines.</summary>
internal sealed class KernelRun
{
    private const string Mark = $"##kaggle-runner[{KernelSandbox.Nonce}] ";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public KernelRun(int exitCode, byte[] output, byte[] errors)
    {
        ExitCode = exitCode;
        var lines = Encoding.UTF8.GetString(output).Split('\n');
        var errorLines = Encoding.UTF8.GetString(errors).Split('\n');
        Records =
        [
            .. errorLines
                .Concat(lines)
                .Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
                .Select(line => JsonSerializer.Deserialize<RunRecord>(line[Mark.Length..], Json)!),
        ];
        Program = WithoutRecords(lines);
        Errors = WithoutRecords(errorLines);
    }

    public int ExitCode { get; }

    /// <summary>Standard output without the records.</summary>
    public string Program { get; }

    /// <summary>Standard error without the records.</summary>
    public string Errors { get; }
    public IReadOnlyList<RunRecord> Records { get; }
    public VerdictRecord Verdict => Records[^1].Should().BeOfType<VerdictRecord>().Subject;

    /// <summary>In no order: a test's record may come on either stream.</summary>
    public IEnumerable<TestRecord> Tests => Records.OfType<TestRecord>();

    public IEnumerable<string> Outputs => Records.OfType<OutputRecord>().Select(output => output.Path);

    private static string WithoutRecords(string[] lines) =>
        string.Join('\n', lines.Where(line => !line.StartsWith(Mark, StringComparison.Ordinal)));
}
