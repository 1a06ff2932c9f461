using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Palette;

/// <summary>Finds the targets of a project; those that ran last when nothing was typed.</summary>
public sealed class TargetFinder(RepositoryTree tree, RunStore store)
{
    // Folders and files that are no targets match as well, and are left out.
    private const int Searched = 60;
    private const int NewestRuns = 50;

    public async Task<IReadOnlyList<PaletteItem>> FindAsync(
        string typed,
        Project project,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (typed.Length == 0)
        {
            var runs = await store.ListAsync(
                new RunQuery { Project = project.Id, Take = NewestRuns },
                cancellationToken
            );
            return
            [
                .. runs.Select(run => run.Target)
                    .DistinctBy(target => target.Path, StringComparer.Ordinal)
                    .Take(most)
                    .Select(target => Item(project, target.Path, target.Kind)),
            ];
        }

        // Away from the page's own thread: a repository may have 100,000 files.
        var entries = await Task.Run(
            () => tree.SearchAsync(project, typed, Searched, cancellationToken),
            cancellationToken
        );
        return
        [
            .. entries
                .Where(entry => entry.IsTarget)
                .Take(most)
                .Select(entry => Item(project, entry.Path, KindOf(entry.Kind)).Marked(typed)),
        ];
    }

    private static TargetKind KindOf(TreeEntryKind kind) =>
        kind switch
        {
            TreeEntryKind.Script => TargetKind.Script,
            TreeEntryKind.Notebook => TargetKind.Notebook,
            _ => TargetKind.Pytest,
        };

    private static PaletteItem Item(Project project, string path, TargetKind kind) =>
        new(path, IconOf(kind))
        {
            Note = "New run",
            Address = QueryHelpers.AddQueryString($"/p/{project.Id}/new", "target", path),
        };

    private static string IconOf(TargetKind kind) =>
        kind switch
        {
            TargetKind.Pytest => Glyphs.Flask,
            TargetKind.Notebook => Glyphs.Notebook,
            _ => Glyphs.Code,
        };
}
