using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Palette;

/// <summary>The dashboard's pages, those of a project where they have one.</summary>
internal static class DashboardPages
{
    /// <param name="current">The project at hand; null before one was opened.</param>
    /// <param name="projects">All that are known.</param>
    public static IEnumerable<PaletteItem> List(Project? current, IReadOnlyList<Project> projects)
    {
        var scope = current is null ? "" : $"/p/{current.Id}";
        IEnumerable<PaletteItem> pages =
        [
            Page("New run", Glyphs.Play, current is null ? "/projects" : $"{scope}/new"),
            Page("Runs", Glyphs.List, RunsFilter.PathOf(current?.Id)),
            .. current is null ? [] : new[] { Page("Compare runs", Glyphs.Table, $"{scope}/compare") },
            Page("Tests over time", Glyphs.Flask, $"{scope}/tests"),
            Page("Statistics", Glyphs.Table, $"{scope}/statistics"),
            Page("Kernels", Glyphs.Kernels, "/kernels"),
            Page("Trash", Glyphs.Trash, $"{scope}/trash"),
            Page("Settings", Glyphs.Settings, "/settings"),
            Page("Open a repository", Glyphs.Plus, "/projects"),
        ];
        if (projects.Count > 1)
        {
            pages = pages
                .Append(Page("Runs of all projects", Glyphs.List, RunsFilter.PathOf(null)))
                .Concat(
                    projects
                        .Where(project => project != current)
                        .Select(project =>
                            Page($"Runs of {project.Name}", Glyphs.Folder, RunsFilter.PathOf(project.Id)) with
                            {
                                Note = project.Root,
                            }
                        )
                );
        }

        return pages;
    }

    private static PaletteItem Page(string name, string icon, string address) => new(name, icon) { Address = address };
}
