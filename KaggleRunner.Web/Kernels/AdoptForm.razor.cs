using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>Asks which project a version that was started elsewhere belongs to, and makes a run of it.</summary>
public sealed partial class AdoptForm : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Project>? _projects;
    private Project? _project;
    private string? _problem;
    private CancellationToken _cancelled;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public KaggleAccountKind Account { get; set; }

    [Parameter, EditorRequired]
    public KernelRef Kernel { get; set; }

    [Parameter, EditorRequired]
    public int Version { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private RunAdoption Adoption { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string FieldId => string.Create(CultureInfo.InvariantCulture, $"adopt-into-{Version}");

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _cancelled = _gone.Token;
        _project = await Current.FindAsync(key: null, _cancelled);
        _projects = await Store.ListProjectsAsync(_cancelled);
    }

    private void Choose(ChangeEventArgs e) =>
        _project = _projects?.FirstOrDefault(project => project.Id.Value == e.Value?.ToString());

    private async Task AdoptAsync()
    {
        if (_project is not { } project || _isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            var run = await Adoption.AdoptAsync(new AdoptionRequest(project, Account, Kernel, Version), _cancelled);
            Navigation.NavigateTo(run.Id.Path);
        }
        catch (RunnerException e)
        {
            (_isBusy, _problem) = (false, e.Sentence);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // The page is gone.
        }
    }
}
