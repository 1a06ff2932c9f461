using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.History.Trash;

/// <summary>The runs that were deleted: they come back, or go for good.</summary>
public sealed partial class TrashPage : IDisposable
{
    private static readonly DialogOptions Asking = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small };
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Run>? _runs;
    private string? _problem;
    private string? _said;
    private bool _isBusy;

    [Parameter]
    public string? ProjectKey { get; set; }

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private ProjectId? Project => ProjectKey is { } key ? new ProjectId(key) : null;

    private string RunsAddress => RunsFilter.PathOf(Project);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _ = WatchAsync(Feed.WatchAsync(_gone.Token));

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _runs = await Trash.ListAsync(Project, _gone.Token);
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
                var isShown = _runs?.Any(known => known.Id == run.Id) == true;
                if (isShown != run.DeletedAt is not null)
                {
                    await InvokeAsync(async () =>
                    {
                        await LoadAsync();
                        StateHasChanged();
                    });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task RestoreAsync(Run run)
    {
        (_isBusy, _problem, _said) = (true, null, null);
        try
        {
            await Trash.RestoreAsync(run.Id, CancellationToken.None);
            _said = $"Run #{run.Id.Number} is back among the runs.";
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }

        _isBusy = false;
        await LoadAsync();
    }

    private async Task EmptyAsync(IReadOnlyList<Run> runs)
    {
        (_problem, _said) = (null, null);
        var parameters = new DialogParameters<EmptyTrashDialog> { { dialog => dialog.Runs, runs } };
        var dialog = await Dialogs.ShowAsync<EmptyTrashDialog>("Delete for good?", parameters, Asking);
        if (await dialog.Result is { Canceled: false })
        {
            _said = $"{Formatting.HumanText.Count(runs.Count, "run")} deleted for good.";
        }

        await LoadAsync();
    }
}
