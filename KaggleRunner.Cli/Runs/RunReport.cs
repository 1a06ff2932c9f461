using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>A run for programs: what <c>--json</c> prints. Names are kept as they are; fields may be added.</summary>
internal sealed record RunReport
{
    // Paths stay readable; control characters are escaped all the same.
    private static readonly RunReportJson Json = new(
        new JsonSerializerOptions(RunReportJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public required int Number { get; init; }
    public required string Project { get; init; }
    public required string Target { get; init; }

    /// <summary>All targets; null when there is but one.</summary>
    public IReadOnlyList<string>? Targets { get; init; }
    public bool Quick { get; init; }

    /// <summary>The run's values of its matrix; null when it belongs to none.</summary>
    public IReadOnlyDictionary<string, string>? Matrix { get; init; }

    /// <summary>The same for all runs of one matrix.</summary>
    public string? Group { get; init; }
    public required string Account { get; init; }

    /// <summary>The step under way, or the verdict.</summary>
    public required string State { get; init; }
    public string? Verdict { get; init; }
    public string? Reason { get; init; }

    /// <summary>What <c>run</c> exits with; null while it has not ended.</summary>
    public int? ExitCode { get; init; }
    public string? Waiting { get; init; }
    public string? Kernel { get; init; }
    public int? Version { get; init; }
    public string? Url { get; init; }
    public string? Commit { get; init; }
    public string? Branch { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required TestCounts Tests { get; init; }

    /// <summary>Why it did not pass; null when it did, or nothing more is known.</summary>
    public FailureExplanation? Failure { get; init; }
    public IReadOnlyList<FailedTest>? FailedTests { get; init; }
    public IReadOnlyList<ReportedOutput>? Outputs { get; init; }

    /// <summary>Versions of the packages that the target could import, by name; null when they were not recorded.</summary>
    public IReadOnlyDictionary<string, string>? Packages { get; init; }
    public string? Notice { get; init; }
    public bool Starred { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Note { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public required string Folder { get; init; }

    /// <summary>The run with its failed tests and outputs, which are read from its folder.</summary>
    public static RunReport Of(Run run) =>
        Short(run) with
        {
            Failure = FailureExplainer.Explain(run),
            FailedTests =
            [
                .. Runs.FailedTests.Of(run).Select(test => new FailedTest(test.Id, test.Outcome, test.Message)),
            ],
            Packages = RunRecords.Read<EnvironmentRecord>(run.Folder) is [.., var environment]
                ? environment.Packages
                : null,
            Outputs =
            [
                .. RunOutputs
                    .Of(run)
                    .Select(o => new ReportedOutput(o.Path, o.Bytes, Path.Combine(RunOutputs.Folder(run), o.Path))),
            ],
        };

    public static string ToJson(IEnumerable<Run> runs) => ToJson(runs.Select(Short));

    public static string ToJson(IEnumerable<RunReport> reports) =>
        JsonSerializer.Serialize([.. reports], Json.ListRunReport);

    public string ToJson() => JsonSerializer.Serialize(this, Json.RunReport);

    /// <summary>What the database knows of it.</summary>
    public static RunReport Short(Run run) =>
        new()
        {
            Number = run.Id.Number,
            Project = run.ProjectName,
            Target = run.Target.Path,
            Targets = run.Target.More.Count > 0 ? run.Target.Paths : null,
            Quick = run.Settings.Quick,
            Matrix = run.Settings.Matrix.Count > 0 ? run.Settings.Matrix : null,
            Group = run.Group,
            Account = run.Account == Core.Kaggle.KaggleAccountKind.Local ? "local" : "kaggle",
            State = Words.State(run),
            Verdict = run.Verdict is { } verdict ? Words.Of(verdict.Kind) : null,
            Reason = run.Verdict?.Reason,
            ExitCode = run.HasEnded ? Hosting.ExitCode.Of(run.Verdict) : null,
            Waiting = run.Waiting,
            Kernel = run.Kernel?.ToString(),
            Version = run.Version,
            Url = run.KernelUrl,
            Commit = run.Revision?.Sha,
            Branch = run.Revision?.Branch,
            CreatedAt = run.CreatedAt,
            EndedAt = run.EndedAt,
            Tests = run.Tests,
            Notice = run.Notice,
            Starred = run.Annotations.Starred,
            Tags = run.Annotations.Tags,
            Note = run.Annotations.Note.Length == 0 ? null : run.Annotations.Note,
            DeletedAt = run.DeletedAt,
            Folder = run.Folder,
        };
}

internal sealed record FailedTest(string Id, string Outcome, string? Message);

internal sealed record ReportedOutput(string Path, long Bytes, string File);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(List<RunReport>))]
internal sealed partial class RunReportJson : JsonSerializerContext;
