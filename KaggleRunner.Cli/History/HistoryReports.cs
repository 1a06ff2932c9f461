using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.History.Reindexing;
using KaggleRunner.Core.History.Tests;

namespace KaggleRunner.CommandLine.History;

/// <summary>A comparison for programs: lists of values are in the order of <c>runs</c>; fields may be added.</summary>
internal sealed record ComparisonReport(
    IReadOnlyList<RunReport> Runs,
    IReadOnlyList<ComparedValue> Settings,
    IReadOnlyList<ComparedCommit> Commits,
    IReadOnlyList<ComparedScript> Scripts,
    IReadOnlyList<ComparedValue> Environment,
    IReadOnlyList<ComparedValue> Packages,
    IReadOnlyList<bool> HasPackages,
    IReadOnlyList<ComparedMetric> Metrics,
    IReadOnlyList<ComparedTest> Tests,
    int SameTests,
    IReadOnlyList<ComparedFile> Files
)
{
    public static ComparisonReport Of(RunComparison comparison) =>
        new(
            [.. comparison.Runs.Select(RunReport.Short)],
            comparison.Settings,
            comparison.Commits,
            comparison.Scripts,
            comparison.Environment,
            comparison.Packages,
            comparison.HasPackages,
            comparison.Metrics,
            comparison.Tests,
            comparison.SameTests,
            comparison.Files
        );
}

internal sealed record ReindexedProject(
    string Project,
    string Root,
    int Added,
    int Known,
    IReadOnlyList<SkippedFolder> Skipped,
    IReadOnlyList<int> Missing
)
{
    public static ReindexedProject Of(ReindexReport report) =>
        new(report.Project.Name, report.Project.Root, report.Added, report.Known, report.Skipped, report.Missing);
}

/// <summary>The JSON that commands on history print.</summary>
internal static class HistoryReports
{
    // Paths stay readable; control characters are escaped all the same.
    public static readonly HistoryJson Json = new(
        new JsonSerializerOptions(HistoryJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );
}

/// <summary>A run is told by its number, a project by its id.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    Converters = [typeof(RunNumberConverter), typeof(ProjectConverter)]
)]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(ReindexedProject[]))]
[JsonSerializable(typeof(TestTimeline))]
[JsonSerializable(typeof(IReadOnlyList<FoundTest>))]
[JsonSerializable(typeof(IReadOnlyList<FlakyTest>))]
[JsonSerializable(typeof(IReadOnlyList<SlowTest>))]
[JsonSerializable(typeof(IReadOnlyList<FailingTest>))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    private sealed class RunNumberConverter : JsonConverter<RunId>
    {
        public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Number);
    }

    private sealed class ProjectConverter : JsonConverter<ProjectId>
    {
        public override ProjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ProjectId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
