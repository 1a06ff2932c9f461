using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>What a run's results folder holds besides its log.</summary>
public sealed record RunFiles
{
    public static RunFiles None { get; } = new();

    public IReadOnlyList<TestRow> Tests { get; init; } = [];
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Outputs that were listed but not collected.</summary>
    public IReadOnlyList<CollectedOutput> Missing { get; init; } = [];
    public SessionRecord? Session { get; init; }

    public IReadOnlyList<Artifact> Plots => [.. Artifacts.Where(artifact => artifact.Kind == ArtifactKind.Image)];

    /// <summary>Reads the folder away from the page's own thread: a report may be large.</summary>
    public static Task<RunFiles> ReadAsync(Run run, OutputStore outputs, CancellationToken cancellationToken) =>
        Task.Run(() => Read(run, outputs), cancellationToken);

    private static RunFiles Read(Run run, OutputStore outputs)
    {
        try
        {
            var records = RunRecords.Read(run.Folder);
            return new RunFiles
            {
                Tests = TestRows.Merge([.. records.OfType<TestRecord>()], ReadReport(run.Folder)),
                Artifacts = outputs.List(run.Folder),
                Missing = [.. OutputsFile.Read(run.Folder)?.Missing ?? []],
                Session = records.OfType<SessionRecord>().LastOrDefault(),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static TestReport? ReadReport(string folder)
    {
        var path = Path.Combine(folder, "junit.xml");
        return File.Exists(path) ? JunitReport.Read(path) : null;
    }
}
