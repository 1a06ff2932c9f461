using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Palette;

/// <summary>Finds the plots of the newest runs by their names. What a folder holds is read once for as long as its run stands still.</summary>
public sealed class PlotFinder(RunStore store, OutputStore outputs)
{
    private const int NewestRuns = 30;
    private const int MostOfRun = 500;
    private const int MostKnown = 300;
    private readonly ConcurrentDictionary<RunId, (int Outputs, bool HasEnded, string[] Paths)> _known = new();

    public async Task<IReadOnlyList<PaletteItem>> FindAsync(
        string typed,
        ProjectId? project,
        int most,
        CancellationToken cancellationToken
    )
    {
        var runs = await store.ListAsync(new RunQuery { Project = project, Take = NewestRuns }, cancellationToken);
        // Away from the page's own thread: a folder may hold a lot.
        return await Task.Run(
            () =>
                PaletteItem.Matching(
                    runs.Where(run => run.OutputCount > 0).SelectMany(run => PathsOf(run).Select(path => Item(run, path))),
                    typed,
                    most
                ),
            cancellationToken
        );
    }

    /// <summary>Where the gallery shows this image alone.</summary>
    internal static string AddressOf(RunId run, string path) =>
        QueryHelpers.AddQueryString(
            run.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["tab"] = "outputs",
                ["view"] = "plot",
                ["output"] = path,
            }
        );

    private string[] PathsOf(Run run)
    {
        if (
            _known.TryGetValue(run.Id, out var known)
            && (known.Outputs, known.HasEnded) == (run.OutputCount, run.HasEnded)
        )
        {
            return known.Paths;
        }

        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        var paths = Read(run);
        _known[run.Id] = (run.OutputCount, run.HasEnded, paths);
        return paths;
    }

    private string[] Read(Run run)
    {
        try
        {
            return
            [
                .. outputs
                    .List(run.Folder)
                    .Select(artifact => artifact.Path)
                    .Where(path => PreviewKinds.Of(path) == PreviewKind.Image)
                    .Take(MostOfRun),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static PaletteItem Item(Run run, string path) =>
        new(path, Glyphs.Image)
        {
            Note = $"#{run.Id.Number} {run.Target.Title}",
            Address = AddressOf(run.Id, path),
        };
}
