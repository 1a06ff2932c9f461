using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// The images that runs left. A folder, which may hold thousands of files, is read once for as long as its run stands still.
/// </summary>
public sealed class KnownPlots(OutputStore outputs)
{
    private const int MostOfRun = 500;
    private const int MostRuns = 500;
    private readonly ConcurrentDictionary<RunId, (Standing Standing, Artifact[] Plots)> _known = new();

    /// <summary>The first of them, in the order of the gallery; none when the folder cannot be read.</summary>
    public IReadOnlyList<Artifact> Of(Run run)
    {
        if (run.OutputCount == 0)
        {
            return [];
        }

        // A folder that somebody removed, or took a file out of, is read again.
        var changed = Directory.GetLastWriteTimeUtc(Path.Combine(run.Folder, "output"));
        var standing = new Standing(run.Folder, run.OutputCount, run.HasEnded, changed);
        if (_known.TryGetValue(run.Id, out var known) && known.Standing == standing)
        {
            return known.Plots;
        }

        if (_known.Count >= MostRuns)
        {
            _known.Clear();
        }

        var plots = Read(run);
        _known[run.Id] = (standing, plots);
        return plots;
    }

    private Artifact[] Read(Run run)
    {
        try
        {
            return
            [
                .. outputs
                    .List(run.Folder)
                    .Where(artifact => PreviewKinds.Of(artifact.Path) == PreviewKind.Image)
                    .Take(MostOfRun),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private sealed record Standing(string Folder, int Outputs, bool HasEnded, DateTime Changed);
}
