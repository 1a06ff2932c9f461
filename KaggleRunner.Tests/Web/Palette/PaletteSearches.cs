using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Tests.History;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Palette;

namespace KaggleRunner.Tests.Web.Palette;

/// <summary>The search of the palette over a history in a folder, which is no repository.</summary>
internal static class PaletteSearches
{
    public static PaletteSearch Of(HistoryFolder history) =>
        new(
            new RunFinder(history.Store, TimeProvider.System),
            new PlotFinder(history.Store, new KnownPlots(new OutputStore())),
            new TargetFinder(new RepositoryTree(GitParts.Program, TimeProvider.System), history.Store)
        );
}
