using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs.Cost;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>What the run is likely to take: asked for again when what it depends on has changed.</summary>
public sealed partial class NewRunPage
{
    private CostKey? _costKey;
    private RunCost? _cost;

    [Inject]
    private CostEstimator Costs { get; set; } = default!;

    private async Task EstimateAsync()
    {
        if (_project is not { } project || _plan.Target is not { } target || _preview.Settings?.Cells is not { } cells)
        {
            return;
        }

        var first = cells[0];
        var key = new CostKey(
            project,
            target,
            first.Accelerator,
            first.Timeout,
            first.Quick,
            cells.Count,
            Account.Kind
        );
        if (key == _costKey)
        {
            return;
        }

        var isOther = key.Target != _costKey?.Target || key.Account != _costKey.Account;
        (_costKey, _cost) = (key, isOther ? null : _cost);
        try
        {
            var cost = await Costs.EstimateAsync(project, target, cells, Account.Kind, _gone.Token);
            if (key == _costKey)
            {
                _cost = cost;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private sealed record CostKey(
        Project Project,
        Target Target,
        string? Accelerator,
        TimeSpan? Timeout,
        bool Quick,
        int Runs,
        KaggleAccountKind Account
    );
}
