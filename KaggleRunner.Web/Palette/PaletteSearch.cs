using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Palette;

/// <summary>Looks for what was typed among all that the palette knows, everywhere at once.</summary>
public sealed class PaletteSearch(RunFinder runs, PlotFinder plots, TargetFinder targets)
{
    private const int Most = 8;
    private const int MostUnasked = 5;

    /// <summary>
    /// The groups, in the order in which they are shown, as they are found: what can be done here, then what was typed for;
    /// what was used last when nothing was typed.
    /// </summary>
    /// <param name="typed">Without spaces around it.</param>
    /// <param name="commands">What can be done on the page that is shown.</param>
    /// <param name="current">The project at hand; null before one was opened.</param>
    /// <param name="projects">All that are known.</param>
    public IReadOnlyList<Task<PaletteGroup>> Begin(
        string typed,
        IEnumerable<PaletteItem> commands,
        Project? current,
        IReadOnlyList<Project> projects,
        CancellationToken cancellationToken
    )
    {
        var most = typed.Length == 0 ? MostUnasked : Most;
        var known = commands.ToLookup(command => command.IsEverywhere);
        var here = Ready("On this page", PaletteItem.Matching(known[false], typed, int.MaxValue));
        var pages = Ready(
            "Pages",
            PaletteItem.Matching(DashboardPages.List(current, projects).Concat(known[true]), typed, Most * 2)
        );
        var foundRuns = GuardAsync(
            "Runs",
            async () =>
            {
                var found = await runs.FindAsync(typed, current?.Id, most, cancellationToken);
                return typed.Length > 0 && found.Count == most ? [.. found, All(typed, current)] : found;
            }
        );
        if (typed.StartsWith('#'))
        {
            return [foundRuns];
        }

        var foundPlots = GuardAsync("Plots", () => plots.FindAsync(typed, current?.Id, most, cancellationToken));
        var foundTargets = current is null
            ? Ready("Targets", [])
            : GuardAsync("Targets", () => targets.FindAsync(typed, current, most, cancellationToken));
        return typed.Length == 0
            ? [here, foundRuns, foundPlots, foundTargets, pages]
            : [here, pages, foundRuns, foundPlots, foundTargets];
    }

    private static Task<PaletteGroup> Ready(string name, IReadOnlyList<PaletteItem> items) =>
        Task.FromResult(new PaletteGroup(name, items));

    /// <summary>What one place cannot tell must not keep the others from being shown.</summary>
    private static async Task<PaletteGroup> GuardAsync(string name, Func<Task<IReadOnlyList<PaletteItem>>> find)
    {
        try
        {
            return new PaletteGroup(name, await find());
        }
        catch (RunnerException e)
        {
            return new PaletteGroup(name, [], e.Sentence);
        }
    }

    private static PaletteItem All(string typed, Project? current) =>
        new($"All runs that match “{typed}”", Glyphs.Search)
        {
            Address = new RunsFilter
            {
                Project = current?.Id,
                Query = new RunQuery { Filter = RunFinder.FilterIn(typed) },
            }.ToAddress(),
        };
}
