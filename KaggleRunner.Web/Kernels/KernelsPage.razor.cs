using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>The account's persistent kernels, their versions and the week's accelerator time.</summary>
public sealed partial class KernelsPage : IDisposable
{
    private const int PageSize = 100;
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<KernelRef> _lookedFor = [];
    private KaggleAccountDescription _found = null!;
    private KaggleAccountKind _kind;
    private KaggleAccount? _account;
    private List<KernelSummary>? _kernels;
    private Dictionary<RunId, Run>? _runs;
    private KaggleQuota? _quota;
    private string? _quotaProblem;
    private RunnerException? _problem;
    private KernelRef? _open;
    private KernelRef? _deleted;
    private CancellationToken _cancelled;
    private bool _isLoading;
    private int _shown = PageSize;
    private int _load;

    /// <summary>The kernel that is open, <c>owner/slug</c>.</summary>
    [SupplyParameterFromQuery(Name = "kernel")]
    private string? Named { get; set; }

    [Inject]
    private ChosenAccount Chosen { get; set; } = default!;

    [Inject]
    private KaggleAccounts Accounts { get; set; } = default!;

    [Inject]
    private KernelDirectory Directory { get; set; } = default!;

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsOffline => _problem is KaggleUnreachableException;

    private string Where => _kind == KaggleAccountKind.Local ? "The local Kaggle" : "Kaggle";

    private string KaggleName =>
        !_found.IsUsable ? "Kaggle — no credentials"
        : _found.Owner is { } owner ? $"Kaggle as {owner}"
        : "Kaggle";

    private string Asks =>
        _kind == KaggleAccountKind.Local
            ? "Asks the Kaggle on this machine"
            : $"Asks kaggle.com as {_account?.Owner ?? _found.Owner ?? "you"}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _cancelled = _gone.Token;
        _kind = Chosen.Kind;
        _found = Accounts.Describe(KaggleAccountKind.Kaggle);
        _ = WatchAsync(Feed.WatchAsync(_cancelled));
        await LoadAsync();
    }

    protected override Task OnParametersSetAsync() => OpenAsync();

    private string Pressed(KaggleAccountKind kind) => _kind == kind ? "true" : "false";

    /// <summary>Looks at the other account's kernels; where runs go stays as it is.</summary>
    private async Task ChooseAsync(KaggleAccountKind kind)
    {
        if (kind != _kind)
        {
            (_kind, _kernels, _account, _quota, _quotaProblem) = (kind, null, null, null, null);
            _shown = PageSize;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var load = ++_load;
        (_isLoading, _problem, _deleted) = (true, null, null);
        StateHasChanged();
        try
        {
            var listed = await Directory.ListAsync(_kind, _cancelled);
            if (load == _load)
            {
                (_account, _kernels) = (listed.Account, [.. listed.Kernels]);
                await OpenAsync();
                await LoadQuotaAsync(load);
            }
        }
        catch (RunnerException e)
        {
            if (load == _load)
            {
                _problem = e;
            }
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            _isLoading &= load != _load;
        }
    }

    private async Task LoadQuotaAsync(int load)
    {
        StateHasChanged();
        var (quota, problem) = await Directory.QuotaAsync(_kind, _cancelled);
        if (load == _load)
        {
            (_quota, _quotaProblem) = (quota, problem);
        }
    }

    /// <summary>Shows the versions of the kernel in the address.</summary>
    private async Task OpenAsync()
    {
        var open = _kernels?.Find(kernel => kernel.Kernel.ToString() == Named);
        if (open is null || _account is null)
        {
            (_open, _runs) = (null, null);
            return;
        }

        if (_open != open.Kernel || _runs is null)
        {
            (_open, _runs) = (open.Kernel, null);
            var (account, load) = (_account, _load);
            var runs = await Store.ListVersionsAsync(_kind, open.Kernel, _cancelled);
            var whole = await Directory.CompleteAsync(account, open, _cancelled);
            if (load == _load && _open == open.Kernel)
            {
                _runs = runs.ToDictionary(run => run.Id);
                Replace(whole);
            }
        }
    }

    private void Deleted(KernelRef kernel)
    {
        _kernels?.RemoveAll(known => known.Kernel == kernel);
        // A later run may make it anew.
        _lookedFor.Remove(kernel);
        _deleted = kernel;
        Navigation.NavigateTo("/kernels", replace: true);
    }

    private void Toggle(KernelRef kernel) =>
        Navigation.NavigateTo(
            _open == kernel ? "/kernels" : $"/kernels?kernel={Uri.EscapeDataString(kernel.ToString())}",
            replace: true
        );

    private async Task WatchAsync(IAsyncEnumerable<Run> changes)
    {
        try
        {
            await foreach (var run in changes.WithCancellation(_cancelled))
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
        if (run.Account != _kind || run is not { Kernel: { } kernel, Version: { } version } || _kernels is null)
        {
            return;
        }

        if (_kernels.Find(known => known.Kernel == kernel) is not { } summary)
        {
            // Once: a kernel that Kaggle does not list must not be asked for with each change of its run.
            if (_lookedFor.Add(kernel))
            {
                await LoadAsync();
                StateHasChanged();
            }

            return;
        }

        if (version > (summary.CurrentVersion ?? 0))
        {
            Replace(summary with { CurrentVersion = version, LastRunAt = Clock.GetUtcNow() });
        }

        if (kernel == _open && _runs is not null)
        {
            _runs[run.Id] = run;
        }

        StateHasChanged();
    }

    private void Replace(KernelSummary kernel)
    {
        if (_kernels?.FindIndex(known => known.Kernel == kernel.Kernel) is >= 0 and var index)
        {
            _kernels[index] = kernel;
        }
    }
}
