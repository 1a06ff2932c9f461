using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>All runs, or those of one project, newest first and live.</summary>
public sealed partial class RunsPage : IDisposable
{
    private const int FewRows = 60;
    private readonly CancellationTokenSource _gone = new();
    private readonly LiveRunList _list = new();
    private readonly Dictionary<RunId, IReadOnlyList<string>> _plots = [];
    private IReadOnlyList<Project> _projects = [];
    private List<Run>? _matching;
    private RunsFilter _filter = new();
    private bool _isLoaded;

    [Parameter]
    public string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? States { get; set; }

    [SupplyParameterFromQuery(Name = "target")]
    private string? Target { get; set; }

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private List<Run> Shown => _matching ??= [.. _list.Shown.Where(_filter.Matches)];

    private bool ShowsProjects => _filter.Project is null && _projects.Count > 1;

    /// <summary>New runs that the filter lets through.</summary>
    private int NewCount => _list.Waiting.Count(_filter.Matches);

    private string NewRunAddress =>
        (
            _filter.Project
            ?? (
                _list.Shown.Count > 0 ? _list.Shown[0].Id.Project
                : _projects.Count > 0 ? _projects[0].Id
                : null
            )
        )
            is { } project
            ? $"/p/{project}/new"
            : "/projects";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var changes = Feed.WatchAsync(_gone.Token);
        var projects = await Store.ListProjectsAsync(_gone.Token);
        var runs = await Store.ListAsync(new RunQuery { Take = 5000 }, _gone.Token);
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        _projects = projects;
        _list.Load(runs);
        _matching = null;
        _isLoaded = true;
        _ = WatchAsync(changes);
    }

    protected override void OnParametersSet()
    {
        _filter = RunsFilter.Parse(States, Target, ProjectKey);
        _matching = null;
    }

    private async Task WatchAsync(IAsyncEnumerable<Run> changes)
    {
        try
        {
            await foreach (var run in changes.WithCancellation(_gone.Token))
            {
                await InvokeAsync(() => Take(run));
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private void Take(Run run)
    {
        _list.Apply(run);
        _plots.Remove(run.Id);
        _matching = null;
        StateHasChanged();
    }

    private void Hold(bool isHeld)
    {
        _list.IsHeld = isHeld;
        _matching = null;
    }

    private void Reveal()
    {
        _list.Reveal();
        _matching = null;
    }

    private int Count(RunState state) =>
        _list.Shown.Count(run => RunStates.Of(run).Filter() == state && (_filter with { States = [] }).Matches(run));

    private IReadOnlyList<string> PlotsOf(Run run)
    {
        if (!run.HasEnded || run.OutputCount == 0)
        {
            return [];
        }

        if (!_plots.TryGetValue(run.Id, out var plots))
        {
            // Only rows in sight ask, and each once.
            plots = _plots[run.Id] = [
                .. Outputs
                    .List(run.Folder)
                    .Where(artifact => artifact.Kind == ArtifactKind.Image && artifact.Bytes < 5_000_000)
                    .Take(3)
                    .Select(artifact => ArtifactLinks.Plain(run.Id, artifact.Path)),
            ];
        }

        return plots;
    }

    private void FilterTarget(ChangeEventArgs e) => Go(_filter with { Target = e.Value?.ToString() ?? "" });

    private void ChooseProject(ChangeEventArgs e) =>
        Go(_filter with { Project = e.Value is string { Length: > 0 } id ? new ProjectId(id) : null });

    private void Go(RunsFilter filter) => Navigation.NavigateTo(filter.ToAddress(), replace: true);
}
