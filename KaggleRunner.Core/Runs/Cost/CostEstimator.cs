using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Cost;

/// <summary>Estimates what runs will take from what earlier ones took, and whether the quota will do. Starts and changes nothing.</summary>
public sealed class CostEstimator(RunStore store, QuotaReader quotas, TimeProvider time)
{
    private const int MostRuns = 50;

    /// <summary>A page or a command is not held up for longer by Kaggle's answer about the quota.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The cost of one run, or of all runs of a matrix.</summary>
    /// <param name="cells">The settings of each run, as <see cref="SettingsPlan.Cells"/> has them.</param>
    public async Task<RunCost> EstimateAsync(
        Project project,
        Target target,
        IReadOnlyList<RunSettings> cells,
        KaggleAccountKind account,
        CancellationToken cancellationToken
    )
    {
        var settings = cells[0];
        var earlier = await store
            .ListEndedAsync(project.Id, target.Path, MostRuns, cancellationToken)
            .ConfigureAwait(false);
        var kind = Accelerators.KindOf(settings.Accelerator);
        var longest = AcceleratorTraps.LongestOn(kind);
        var cost = new RunCost
        {
            Runs = cells.Count,
            Accelerator = settings.Accelerator,
            Limit = settings.Timeout is { } limit && limit < longest ? limit : longest,
            Past = PastRuns.Of(earlier, target, settings.Quick, settings.Accelerator, account),
            Traps = [.. AcceleratorTraps.Of(settings, account)],
        };
        return kind == AcceleratorKind.Cpu
            ? cost
            : await WithQuotaAsync(cost, account, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunCost> WithQuotaAsync(
        RunCost cost,
        KaggleAccountKind account,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var quota = await quotas
                .ReadAsync(account, time.GetUtcNow() - QuotaReader.Age, cancellationToken)
                .WaitAsync(Patience, time, cancellationToken)
                .ConfigureAwait(false);
            var pool = cost.Kind == AcceleratorKind.Tpu ? quota?.Tpu : quota?.Gpu;
            return pool is null
                ? cost with
                {
                    QuotaProblem =
                        account == KaggleAccountKind.Local && quota is null
                            ? "The local Kaggle does not run yet, so its quota is not known."
                            : "Kaggle does not tell of a quota for this accelerator.",
                }
                : cost with
                {
                    Quota = new(pool.Free, pool.Total, cost.Expected, cost.AtMost, quota!.RefreshesAt),
                };
        }
        catch (RunnerException e)
        {
            return cost with { QuotaProblem = e.Sentence };
        }
        catch (TimeoutException)
        {
            return cost with { QuotaProblem = "Kaggle did not tell in time what is left of the quota." };
        }
    }
}
