using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Projects;

/// <summary>Opens another repository by its path and lists those known.</summary>
public sealed partial class ProjectsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Project> _projects = [];
    private string _path = "";
    private string? _problem;
    private bool _isOpening;

    [Inject]
    private ProjectLocator Locator { get; set; } = default!;

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync() => _projects = await Store.ListProjectsAsync(_gone.Token);

    private async Task OpenAsync()
    {
        if (_isOpening || string.IsNullOrWhiteSpace(_path))
        {
            return;
        }

        (_isOpening, _problem) = (true, null);
        try
        {
            var project = await Locator.OpenAsync(_path.Trim(), _gone.Token);
            await Store.AddProjectAsync(project, _gone.Token);
            Current.Show(project);
            Navigation.NavigateTo($"/p/{project.Id}/new");
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _isOpening = false;
        }
    }
}
