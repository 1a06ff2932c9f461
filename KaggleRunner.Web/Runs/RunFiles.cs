using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;

namespace KaggleRunner.Web.Runs;

/// <summary>What a run's results folder holds besides its log and its tests.</summary>
public sealed record RunFiles
{
    public static RunFiles None { get; } = new();

    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Outputs that were listed but not collected.</summary>
    public IReadOnlyList<CollectedOutput> Missing { get; init; } = [];
    public SessionRecord? Session { get; init; }

    /// <summary>Why it did not pass.</summary>
    public FailureExplanation? Failure { get; init; }

    public IReadOnlyList<Artifact> Plots => [.. Artifacts.Where(artifact => artifact.Kind == ArtifactKind.Image)];

    /// <summary>Reads the folder away from the page's own thread: it may hold a lot.</summary>
    public static Task<RunFiles> ReadAsync(Run run, OutputStore outputs, CancellationToken cancellationToken) =>
        Task.Run(() => Read(run, outputs), cancellationToken);

    private static RunFiles Read(Run run, OutputStore outputs)
    {
        try
        {
            return new RunFiles
            {
                Artifacts = outputs.List(run.Folder),
                Missing = [.. OutputsFile.Read(run.Folder)?.Missing ?? []],
                Session = RunRecords.Read<SessionRecord>(run.Folder) is [.., var last] ? last : null,
                Failure = FailureExplainer.Explain(run),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }
}
