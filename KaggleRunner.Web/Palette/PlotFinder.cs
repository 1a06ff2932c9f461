using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Palette;

/// <summary>Finds the plots of the newest runs by their names.</summary>
public sealed class PlotFinder(RunStore store, KnownPlots plots)
{
    private const int NewestRuns = 30;

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
                    runs.SelectMany(run => plots.Of(run).Select(plot => Item(run, plot.Path))),
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

    private static PaletteItem Item(Run run, string path) =>
        new(path, Glyphs.Image) { Note = $"#{run.Id.Number} {run.Target.Title}", Address = AddressOf(run.Id, path) };
}
