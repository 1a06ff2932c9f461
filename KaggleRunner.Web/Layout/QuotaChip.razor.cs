using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Kernels;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Layout;

/// <summary>What is left of the week's GPU time on the account that runs go to. The real Kaggle is asked only when it is chosen.</summary>
public sealed partial class QuotaChip : IDisposable
{
    /// <summary>How often it is looked whether the quota is known and young enough; that alone asks nobody.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _gone = new();
    private DateTimeOffset _patientUntil = DateTimeOffset.MinValue;
    private CancellationToken _cancelled;
    private KaggleQuota? _quota;
    private string? _problem;

    [Inject]
    private ChosenAccount Account { get; set; } = default!;

    [Inject]
    private QuotaReader Reader { get; set; } = default!;

    [Inject]
    private RunFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Words => _quota is null ? "" : QuotaWords.Of(_quota, Clock);

    public void Dispose()
    {
        Account.Changed -= OnAccountChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Account.Changed += OnAccountChanged;
        _cancelled = _gone.Token;
        _ = LookAsync(_cancelled);
        _ = WatchAsync(_cancelled);
    }

    private static string Left(AcceleratorQuota quota) =>
        QuotaWords.Percent(quota.Free, quota.Total).ToString("0.#", CultureInfo.InvariantCulture);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, Clock);
        try
        {
            do
            {
                await InvokeAsync(() => ReadAsync(Clock.GetUtcNow() - QuotaReader.Age));
            } while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The tab is gone.
        }
    }

    /// <summary>What a run used is known once it has ended.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var run in Feed.WatchAsync(cancellationToken))
            {
                if (run is { EndedAt: { } ended, Settings.Accelerator: not null } && run.Account == Account.Kind)
                {
                    await InvokeAsync(() => ReadAsync(ended));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tab is gone.
        }
    }

    private async Task ReadAsync(DateTimeOffset notBefore)
    {
        if (_cancelled.IsCancellationRequested || Clock.GetUtcNow() < _patientUntil)
        {
            return;
        }

        var kind = Account.Kind;
        var (quota, problem) = (_quota, _problem);
        try
        {
            (quota, problem) = (await Reader.ReadAsync(kind, notBefore, _cancelled), null);
        }
        catch (RunnerException e)
        {
            (quota, problem) = (null, e.Sentence);
        }

        if (kind == Account.Kind && !_cancelled.IsCancellationRequested)
        {
            _patientUntil = problem is null ? DateTimeOffset.MinValue : Clock.GetUtcNow() + QuotaReader.Age;
            (_quota, _problem) = (quota, problem);
            StateHasChanged();
        }
    }

    private void OnAccountChanged(object? sender, EventArgs e)
    {
        (_quota, _problem, _patientUntil) = (null, null, DateTimeOffset.MinValue);
        _ = InvokeAsync(() =>
        {
            StateHasChanged();
            return ReadAsync(Clock.GetUtcNow() - QuotaReader.Age);
        });
    }
}
