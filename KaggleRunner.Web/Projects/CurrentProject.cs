using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Projects;

/// <summary>The project that a tab works in: the one in the address, else the one seen last.</summary>
public sealed class CurrentProject(RunStore store)
{
    private ProjectId? _last;

    public event EventHandler? Changed;

    /// <summary>The project seen last in this tab; null until one was.</summary>
    public Project? Shown { get; private set; }

    /// <summary>The project of that key, or without a key the one at hand; null when there is none.</summary>
    public async Task<Project?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        var projects = await store.ListProjectsAsync(cancellationToken);
        var project = key is null
            ? await ChooseAsync(projects, cancellationToken)
            : projects.FirstOrDefault(known => known.Id == new ProjectId(key));
        Show(project);
        return project;
    }

    public void Show(Project? project)
    {
        if (project is null || project == Shown)
        {
            return;
        }

        (_last, Shown) = (project.Id, project);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The one of this tab, else the one that ran last, else the first.</summary>
    private async Task<Project?> ChooseAsync(IReadOnlyList<Project> projects, CancellationToken cancellationToken)
    {
        if (projects.FirstOrDefault(known => known.Id == _last) is { } last)
        {
            return last;
        }

        var runs = await store.ListAsync(new RunQuery { Take = 1 }, cancellationToken);
        return projects.FirstOrDefault(known => runs.Count > 0 && known.Id == runs[0].Id.Project)
            ?? (projects.Count > 0 ? projects[0] : null);
    }
}
