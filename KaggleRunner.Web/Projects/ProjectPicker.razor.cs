using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Projects;

/// <summary>Names the open project and leads to the others.</summary>
public sealed partial class ProjectPicker : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Project> _projects = [];

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        Current.Changed -= OnChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Current.Changed += OnChanged;
        await LoadAsync();
        if (Current.Shown is null)
        {
            await Current.FindAsync(null, _gone.Token);
        }
    }

    private async Task OpenedAsync(bool isOpen)
    {
        if (isOpen)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => _projects = await Store.ListProjectsAsync(_gone.Token);

    /// <summary>The same kind of page in the other project.</summary>
    private string AddressOf(Project project) =>
        Navigation.ToBaseRelativePath(Navigation.Uri).Contains("new", StringComparison.Ordinal)
            ? $"/p/{project.Id}/new"
            : $"/p/{project.Id}/runs";

    private void OnChanged(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
