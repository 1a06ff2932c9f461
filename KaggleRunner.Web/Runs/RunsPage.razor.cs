using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>All runs, or those of one project: filtered, sorted and paged by the store, and live.</summary>
public sealed partial class RunsPage : IDisposable
{
    private static readonly DialogOptions Asking = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small };
    private readonly CancellationTokenSource _gone = new();
    private readonly LiveRunList _list = new();
    private readonly RunSelection _selection = new();
    private readonly Dictionary<RunId, IReadOnlyList<string>> _plots = [];
    private IReadOnlyList<Project> _projects = [];
    private RunsListing _listing = RunsListing.None;
    private RunsFilter _filter = new();
    private string? _address;
    private string? _problem;
    private bool _isLoaded;
    private bool _isPointedAt;

    [Parameter]
    public string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? FilterText { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private RunAnnotator Annotator { get; set; } = default!;

    [Inject]
    private KnownPlots Plots { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool ShowsProjects => _filter.Project is null && _projects.Count > 1;

    private int NewCount => _list.Waiting.Count();

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
        // Watch first, look then: nothing that happens in between is missed.
        _ = WatchAsync(Feed.WatchAsync(_gone.Token));
        try
        {
            _projects = await Store.ListProjectsAsync(_gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = RunsFilter.Parse(FilterText, PageNumber, ProjectKey);
        var address = filter.Problem is null ? filter.ToAddress() : $"{FilterText}";
        if (address == _address)
        {
            return;
        }

        (_filter, _address) = (filter, address);
        _selection.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var filter = _filter;
        _problem = null;
        if (filter.Problem is not null)
        {
            return;
        }

        try
        {
            var listing = await RunsListing.ReadAsync(Store, filter, _gone.Token);
            if (!ReferenceEquals(filter, _filter))
            {
                return;
            }

            _listing = listing;
            _isLoaded = true;
            _list.Load([.. listing.Running, .. listing.Ended], filter.Query.Order);
            Hold(_isPointedAt);
            _ = ReadPlotsAsync(listing.Ended);
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task WatchAsync(IAsyncEnumerable<Run> changes)
    {
        try
        {
            await foreach (var run in changes.WithCancellation(_gone.Token))
            {
                await InvokeAsync(() => TakeAsync(run));
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task TakeAsync(Run run)
    {
        try
        {
            _selection.Apply(run);
            var known = _list.Find(run.Id);
            if (known is null && (run.DeletedAt is not null || !await IsWantedAsync(run)))
            {
                return;
            }

            _list.Apply(run);
            if (known is null || known.HasEnded != run.HasEnded || run.DeletedAt is not null)
            {
                _listing = await _listing.CountAgainAsync(Store, _filter, _gone.Token);
            }

            if (run.HasEnded && _plots.Remove(run.Id) | known?.OutputCount != run.OutputCount)
            {
                _ = ReadPlotsAsync([run]);
            }

            StateHasChanged();
        }
        catch (Exception e) when (e is RunnerException or OperationCanceledException)
        {
            // The page is gone, or the next look shows it.
        }
    }

    private async Task<bool> IsWantedAsync(Run run) =>
        _isLoaded
        && _filter.Problem is null
        && !_listing.IsSurelyElsewhere(run, _filter)
        && await RunsListing.IsMatchAsync(Store, _filter, run, _gone.Token)
        // One that has ended is back from the trash, or another page's that has changed.
        && (!run.HasEnded || await RunsListing.IsOnPageAsync(Store, _filter, run, _gone.Token));

    private async Task ReadPlotsAsync(IReadOnlyList<Run> runs)
    {
        try
        {
            foreach (var run in runs.Where(run => run.OutputCount > 0 && !_plots.ContainsKey(run.Id)))
            {
                _plots[run.Id] = await Task.Run(() => RunPlots.Of(run, Plots), _gone.Token);
            }

            await InvokeAsync(StateHasChanged);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }

    /// <summary>A list that is pointed at, and every page but the first, is not to be moved by new runs.</summary>
    private void Hold(bool isPointedAt)
    {
        _isPointedAt = isPointedAt;
        _list.IsHeld = isPointedAt || _filter.Page > 1;
    }

    private void Reveal()
    {
        if (_filter.Page > 1)
        {
            Go(_filter.OnPage(1));
            return;
        }

        _list.Reveal();
    }

    private Task RetryAsync() => LoadAsync();

    private Task StarAsync(Run run) =>
        ActAsync(() => Annotator.SetStarAsync(run.Id, !run.Annotations.Starred, CancellationToken.None));

    private Task TagAsync(string tag) =>
        ActAsync(async () =>
        {
            foreach (var run in _selection.Runs)
            {
                await Annotator.AddTagsAsync(run.Id, [tag], CancellationToken.None);
            }
        });

    private async Task DeleteAsync()
    {
        var parameters = new DialogParameters<DeleteRunsDialog> { { dialog => dialog.Runs, _selection.Runs } };
        var dialog = await Dialogs.ShowAsync<DeleteRunsDialog>("Delete runs?", parameters, Asking);
        if (await dialog.Result is { Canceled: false })
        {
            _selection.Clear();
            await LoadAsync();
        }
    }

    private async Task ActAsync(Func<Task> action)
    {
        try
        {
            _problem = null;
            await action();
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
    }

    private void Go(RunsFilter filter) => Navigation.NavigateTo(filter.ToAddress());
}
